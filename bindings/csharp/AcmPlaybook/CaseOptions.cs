using System.Collections.ObjectModel;
using System.Runtime.InteropServices;

namespace AcmPlaybook;

/// <summary>How a case begins.</summary>
public sealed record CaseOptions
{
    /// <summary>The defaults.</summary>
    public static CaseOptions Default { get; } = new();

    /// <summary>Borne by each event of the case.</summary>
    public uint Tag { get; init; }

    /// <summary>The stage that is the case; the default is the root.</summary>
    public Target Plan { get; init; }

    /// <summary>Whether roles are enforced or actors only recorded.</summary>
    public RolesMode Roles { get; init; }

    /// <summary>When it begins; the library has no clock, so without it 1970.</summary>
    public DateTimeOffset Time { get; init; } = DateTimeOffset.UnixEpoch;

    /// <summary>Who begins it.</summary>
    public Participant Actor { get; init; }

    /// <summary>Events that one command may cause; 0 = 1,000,000.</summary>
    public int Budget { get; init; }

    /// <summary>Names of the services in scope; none = everything.</summary>
    public IReadOnlyList<string> Scope { get; init; } = [];

    /// <summary>Facts that are set before anything begins.</summary>
    public IReadOnlyDictionary<string, Fact> Facts { get; init; } = ReadOnlyDictionary<string, Fact>.Empty;

    /// <summary>Where it differs from CMMN 1.1, beside what the playbook says.</summary>
    public Semantics Semantics { get; init; }
}

/// <summary>Options as the library takes them, for as long as a call lasts.</summary>
internal unsafe ref struct CaseStart
{
    internal acm_case_options Options;
    private Utf8 _scope;
    private Command* _facts;
    private byte* _text;

    internal CaseStart(CaseOptions? options, Playbook playbook, nint pointer, Roster? roster)
    {
        options ??= CaseOptions.Default;
        ArgumentOutOfRangeException.ThrowIfNegative(options.Budget, nameof(options.Budget));
        CommandList facts = CommandList.Of(options.Facts, nameof(options.Facts));
        fixed (acm_case_options* o = &Options)
        {
            Native.acm_case_options_init(o);
        }
        Options.tag = options.Tag;
        Options.roles = options.Roles;
        Options.semantics = options.Semantics;
        Options.budget = (uint)options.Budget;
        Options.time = Moment.To(options.Time);
        Options.plan = options.Plan.Resolve(playbook, pointer);
        Options.actor = Case.IdOf(options.Actor, roster);
        _scope = new Utf8(Utf8.Join(';', options.Scope, nameof(options.Scope)), default, nameof(options.Scope));
        _facts = (Command*)NativeMemory.Alloc((nuint)facts.Count + 1, (nuint)sizeof(Command));
        _text = (byte*)NativeMemory.Alloc((nuint)facts.Text.Length + 1);
        facts.Commands.CopyTo(new Span<Command>(_facts, facts.Count));
        facts.Text.CopyTo(new Span<byte>(_text, facts.Text.Length));
        Options.scope = _scope.At;
        Options.facts = _facts;
        Options.facts_text = _text;
        Options.fact_count = (uint)facts.Count;
        Options.fact_stride = (uint)sizeof(Command);
        Options.facts_text_len = (uint)facts.Text.Length;
    }

    public void Dispose()
    {
        _scope.Dispose();
        NativeMemory.Free(_facts);
        NativeMemory.Free(_text);
    }
}
