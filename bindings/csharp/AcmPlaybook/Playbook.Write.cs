namespace AcmPlaybook;

public sealed unsafe partial class Playbook
{
    /// <summary>The playbook as canonical JSON, ended by a line feed.</summary>
    public string ToJson(JsonFlags flags = JsonFlags.None) => Sink.Gather(sink => WriteJson(sink, flags));

    /// <summary>Writes the playbook as canonical JSON.</summary>
    public void WriteJson(Stream to, JsonFlags flags = JsonFlags.None)
    {
        using var sink = Sink.Into(to);
        WriteJson(sink, flags);
    }

    /// <summary>The playbook as CMMN 1.1.</summary>
    public string ToCmmn(CmmnFlags flags = CmmnFlags.None) => Sink.Gather(sink => WriteCmmn(sink, flags));

    /// <summary>Writes the playbook as CMMN 1.1.</summary>
    public void WriteCmmn(Stream to, CmmnFlags flags = CmmnFlags.None)
    {
        using var sink = Sink.Into(to);
        WriteCmmn(sink, flags);
    }

    /// <summary>Each page as one line of JSON; empty for a playbook that was not made from pages.</summary>
    public string ToOutline() => Sink.Gather(sink => Write(sink, (playbook, user, error) =>
        Native.acm_playbook_outline(playbook, Sink.Pointer, user, error)));

    /// <summary>Looks through all pages for what their authors would want to mend.</summary>
    /// <param name="severity">Findings below are left out.</param>
    /// <param name="today">Later days are the future; null = no day is.</param>
    /// <param name="rules">Ids of rules; each with a '-' before it: all but these; none: all.</param>
    /// <param name="partial">Whether pages may be missing, which is no finding then.</param>
    public Findings Lint(Severity severity = 0, DateOnly? today = null, IEnumerable<string>? rules = null,
        bool partial = false)
    {
        using var day = new Utf8(today?.ToString("yyyy-MM-dd"), stackalloc byte[Utf8.Short]);
        using var ids = new Utf8(rules is null ? null : Utf8.Join(';', rules, nameof(rules)),
            stackalloc byte[Utf8.Short], nameof(rules));
        acm_lint_options o;
        nint findings;
        Native.acm_lint_options_init(&o);
        o.severity = severity;
        o.today = day.At;
        o.rules = ids.At;
        o.partial = partial ? 1 : 0;
        using var p = _handle.Use(this);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_playbook_lint(p.Pointer, &o, &findings, &error), ref error);
        return new Findings(findings);
    }

    private void WriteJson(Sink sink, JsonFlags flags) => Write(sink, (playbook, user, error) =>
        Native.acm_playbook_write_json(playbook, flags, Sink.Pointer, user, error));

    private void WriteCmmn(Sink sink, CmmnFlags flags) => Write(sink, (playbook, user, error) =>
        Native.acm_playbook_write_cmmn(playbook, flags, Sink.Pointer, user, error));

    private delegate Status Writer(nint playbook, void* user, acm_error* error);

    private void Write(Sink sink, Writer write)
    {
        using var p = _handle.Use(this);
        Failure.Ready(out acm_error error);
        sink.Check(write(p.Pointer, sink.User, &error), ref error);
    }
}
