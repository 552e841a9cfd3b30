using System.Collections;

namespace AcmPlaybook;

/// <summary>
/// All that stands in the way of a command; empty if it would be accepted. Sentences are of the case as it is when they
/// are asked for.
/// </summary>
public sealed class Explanation : IReadOnlyList<Blocker>
{
    private readonly Case _case;
    private readonly Blocker[] _blockers;

    internal Explanation(Case of, Blocker[] blockers) => (_case, _blockers) = (of, blockers);

    /// <summary>Whether nothing stands in the way.</summary>
    public bool IsAccepted => _blockers.Length == 0;

    /// <inheritdoc/>
    public int Count => _blockers.Length;

    /// <inheritdoc/>
    public Blocker this[int index] => _blockers[index];

    /// <summary>Each blocker as a sentence in a language; null = the playbook's first.</summary>
    public IEnumerable<string> GetSentences(string? language = null) =>
        _blockers.Select(b => _case.GetSentence(b, language));

    /// <inheritdoc/>
    public IEnumerator<Blocker> GetEnumerator() => ((IEnumerable<Blocker>)_blockers).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The sentences, one a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, GetSentences());
}

public readonly partial record struct Blocker
{
    /// <summary>The blocker in short, for people who look for faults.</summary>
    public override string ToString() => $"{Kind} {Subject} ({Detail})";
}
