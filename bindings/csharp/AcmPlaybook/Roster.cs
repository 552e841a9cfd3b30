using System.Collections;

namespace AcmPlaybook;

/// <summary>
/// People and their roles, shared between cases. It takes one call at a time, its cases included. Cases keep it alive.
/// </summary>
public sealed unsafe class Roster : IReadOnlyList<Participant>, IDisposable
{
    private readonly RosterHandle _handle;

    /// <summary>Makes an empty roster.</summary>
    public Roster()
    {
        nint roster;
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_roster_new(null, &roster, &error), ref error);
        _handle = new RosterHandle(roster, new Gate());
    }

    /// <summary>A roster that a lent case has.</summary>
    internal Roster(nint retained, Gate gate) => _handle = new RosterHandle(retained, gate);

    /// <inheritdoc/>
    public int Count
    {
        get
        {
            using var entry = _handle.Enter(this);
            return (int)Native.acm_roster_count(_handle.Pointer);
        }
    }

    /// <summary>The participant at a place from 0; its id is one more.</summary>
    public Participant this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return new Participant(this, (uint)index + 1);
        }
    }

    /// <summary>The participant with a key.</summary>
    /// <exception cref="AcmNotFoundException">There is none.</exception>
    public Participant this[string key] =>
        Find(key) ?? throw Failure.NotFound($"no participant has the key '{key}'");

    internal RosterHandle Handle => _handle;

    /// <summary>Adds a participant, also while cases use the roster.</summary>
    /// <param name="key">Unique, such as "ana".</param>
    /// <param name="name">Shown to people; null = the key.</param>
    /// <param name="roles">Names of roles, in any language of the vocabulary or as the playbook writes them.</param>
    public Participant Add(string key, string? name = null, params IEnumerable<string> roles)
    {
        ArgumentNullException.ThrowIfNull(key);
        uint id;
        using var k = new Utf8(key, stackalloc byte[Utf8.Short], nameof(key));
        using var n = new Utf8(name, stackalloc byte[Utf8.Short], nameof(name));
        using var r = new Utf8(Utf8.Join(';', roles, nameof(roles)), stackalloc byte[Utf8.Short], nameof(roles));
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_roster_add(_handle.Pointer, k.At, n.At, r.At, &id, &error), ref error);
        return new Participant(this, id);
    }

    /// <summary>The participant with a key, or null.</summary>
    public Participant? Find(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        using var k = new Utf8(key, stackalloc byte[Utf8.Short]);
        using var entry = _handle.Enter(this);
        uint id = Native.acm_roster_find(_handle.Pointer, k.At);
        return id == 0 ? null : new Participant(this, id);
    }

    /// <inheritdoc/>
    public IEnumerator<Participant> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives the roster back; cases that use it go on.</summary>
    public void Dispose() => _handle.Dispose();

    internal string? NameOf(uint id)
    {
        using var entry = _handle.Enter(this);
        return Utf8.Read(Native.acm_roster_name(_handle.Pointer, id));
    }

    internal string? KeyOf(uint id)
    {
        using var entry = _handle.Enter(this);
        return Utf8.Read(Native.acm_roster_key(_handle.Pointer, id));
    }
}

/// <summary>Somebody of a roster; the default value is nobody.</summary>
/// <param name="Roster">Whose.</param>
/// <param name="Id">What names the participant in commands and events, from 1.</param>
public readonly record struct Participant(Roster? Roster, uint Id)
{
    /// <summary>The key, such as "ana".</summary>
    public string Key => Roster?.KeyOf(Id) ?? "";

    /// <summary>The name.</summary>
    public string Name => Roster?.NameOf(Id) ?? "";

    /// <summary>The name.</summary>
    public override string ToString() => Id == 0 ? "nobody" : Name;
}
