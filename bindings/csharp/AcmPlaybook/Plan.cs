using System.Runtime.CompilerServices;

namespace AcmPlaybook;

/// <summary>What a plan shall lead to, and how.</summary>
public sealed record PlanOptions
{
    /// <summary>The defaults: the case is to be completed, by anybody.</summary>
    public static PlanOptions Default { get; } = new();

    /// <summary>Whose state is wanted: an item, a condition; the default is the case.</summary>
    public Target Goal { get; init; }

    /// <summary>States of the goal of which one is wanted; none = completed.</summary>
    public IReadOnlyList<State> States { get; init; } = [];

    /// <summary>The same if the goal is a condition; none = confirmed or waived.</summary>
    public IReadOnlyList<ConditionState> ConditionStates { get; init; } = [];

    /// <summary>The commands that it may have; none = those by which work goes on.</summary>
    public IReadOnlyList<CommandKind> Commands { get; init; } = [];

    /// <summary>Whose commands.</summary>
    public PlanPeople People { get; init; }

    /// <summary>For <see cref="PlanPeople.Actor"/>.</summary>
    public Participant Actor { get; init; }

    /// <summary>Whether milestones may be made to occur by hand.</summary>
    public PlanFlags Flags { get; init; }

    /// <summary>What may be set.</summary>
    public IReadOnlyList<KeyValuePair<string, Fact>> Facts { get; init; } = [];

    /// <summary>Why conditions are waived; needed for <see cref="CommandKind.Waive"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>Steps of a plan; 0 = 10,000.</summary>
    public int MaxSteps { get; init; }

    /// <summary>States of the case that are looked at; 0 = 20,000.</summary>
    public int MaxStates { get; init; }

    /// <summary>Bytes of memory; 0 = 256 MiB.</summary>
    public long MaxBytes { get; init; }
}

/// <summary>The fewest commands by which a case gets where somebody wants it.</summary>
public sealed class Plan
{
    private readonly Case _case;
    private readonly byte[] _text;

    internal Plan(Case of, PlanStep[] steps, byte[] text, in acm_plan_result result)
    {
        (_case, _text, Verdict, AtLeast) = (of, text, result.verdict, (int)result.at_least);
        (States, Bytes, IsKnown) = ((int)result.states, (long)result.bytes, result.has_plan != 0);
        Steps = Array.AsReadOnly(steps);
    }

    /// <summary>How the search ended.</summary>
    public PlanVerdict Verdict { get; }

    /// <summary>Whether the steps lead there; else no plan is known.</summary>
    public bool IsKnown { get; }

    /// <summary>Fewer steps than this cannot do.</summary>
    public int AtLeast { get; }

    /// <summary>States of the case that were looked at.</summary>
    public int States { get; }

    /// <summary>Bytes of memory that were used.</summary>
    public long Bytes { get; }

    /// <summary>The steps, to be posted with <see cref="Text"/>.</summary>
    public IReadOnlyList<PlanStep> Steps { get; }

    /// <summary>The block of UTF-8 that the steps point into.</summary>
    public ReadOnlySpan<byte> Text => _text;

    /// <summary>Each step as a sentence in a language; null = the playbook's first.</summary>
    public IEnumerable<string> GetSentences(string? language = null) =>
        Steps.Select(step => _case.GetSentence(step, _text, language));

    /// <summary>The sentences, one a line.</summary>
    public override string ToString() => string.Join(Environment.NewLine, GetSentences());

    /// <summary>Carries out the steps up to the first that is refused or has no actor.</summary>
    /// <param name="on">The case, or another of the same playbook and roster.</param>
    /// <returns>How many were carried out.</returns>
    public int Run(Case on)
    {
        ArgumentNullException.ThrowIfNull(on);
        if (!ReferenceEquals(on.Playbook, _case.Playbook) || !ReferenceEquals(on.Roster, _case.Roster))
        {
            throw new ArgumentException("The plan is for another playbook, or for other people", nameof(on));
        }
        int done = 0;
        while (done < Steps.Count && (Steps[done].Command.Actor != 0 || Steps[done].Role == 0)
            && on.TryPost([Steps[done].Command], _text, out _, out _))
        {
            done++;
        }
        return done;
    }
}

/// <summary>Plan options as the library takes them.</summary>
internal static unsafe class PlanCall
{
    internal static byte[] Fill(PlanOptions options, uint goal, uint actor, out acm_plan_options o, out Command[] facts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxSteps, nameof(options.MaxSteps));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxStates, nameof(options.MaxStates));
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxBytes, nameof(options.MaxBytes));
        fixed (acm_plan_options* to = &o)
        {
            Native.acm_plan_options_init(to);
        }
        CommandList list = CommandList.Of(options.Facts, nameof(options.Facts));
        facts = list.Commands.ToArray();
        var text = new List<byte>();
        text.AddRange(list.Text);
        if (options.Reason is { } reason)
        {
            o.reason_at = (uint)text.Count;
            Utf8.Append(text, reason, nameof(options.Reason));
            o.reason_len = (uint)text.Count - o.reason_at;
        }
        (o.flags, o.item, o.people, o.actor) = (options.Flags, goal, options.People, actor);
        o.states = Bits(options.States, nameof(options.States))
            | Bits(options.ConditionStates, nameof(options.ConditionStates));
        o.commands = Bits(options.Commands, nameof(options.Commands));
        (o.max_steps, o.max_states) = ((uint)options.MaxSteps, (uint)options.MaxStates);
        (o.max_bytes, o.fact_stride) = ((ulong)options.MaxBytes, (uint)sizeof(Command));
        (o.fact_count, o.text_len) = ((uint)facts.Length, (uint)text.Count);
        return [.. text];
    }

    private static uint Bits<T>(IReadOnlyList<T> values, string name)
        where T : unmanaged, Enum
    {
        ArgumentNullException.ThrowIfNull(values, name);
        return values.Select(value => Unsafe.BitCast<T, uint>(value)).Aggregate(0u, (bits, value) => value < 32
            ? bits | (1u << (int)value)
            : throw new ArgumentOutOfRangeException(name, "It has what is no value of its type"));
    }
}
