using System.Collections;
using System.Text;

namespace AcmPlaybook;

/// <summary>What is wrong in a file, where, and which rule says so.</summary>
/// <param name="File">As its source called it.</param>
/// <param name="Line">1-based, 0 = the whole page.</param>
/// <param name="Column">1-based in code points, 0 = the whole line.</param>
/// <param name="Offset">In bytes from the start of the page.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Rule">Id of the rule, such as "row-too-short".</param>
/// <param name="Message">The detail, in English.</param>
public sealed record Finding(
    string File, int Line, int Column, long Offset, Severity Severity, string Rule, string Message)
{
    /// <summary>The finding as compilers say it.</summary>
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {Severity.ToString().ToLowerInvariant()}: {Rule}: {Message}";
}

/// <summary>Findings by file and place.</summary>
public sealed unsafe class Findings : IReadOnlyList<Finding>, IDisposable
{
    internal static readonly Findings None = new(0);
    private readonly DiagnosticsHandle? _handle;
    private readonly Finding[] _all;

    internal Findings(nint pointer)
    {
        _handle = pointer == 0 ? null : new DiagnosticsHandle(pointer);
        _all = new Finding[(int)Native.acm_diagnostics_count(pointer)];
        for (int i = 0; i < _all.Length; i++)
        {
            _all[i] = Get(pointer, (nuint)i);
        }
    }

    /// <inheritdoc/>
    public int Count => _all.Length;

    /// <inheritdoc/>
    public Finding this[int index] => _all[index];

    /// <summary>Writes all findings as text, lines of JSON or SARIF.</summary>
    public void Write(Stream to, ReportFormat format = ReportFormat.Text)
    {
        using var sink = Sink.Into(to);
        Write(sink, format);
    }

    /// <summary>All findings as text, lines of JSON or SARIF.</summary>
    public string ToString(ReportFormat format) => Sink.Gather(sink => Write(sink, format));

    /// <summary>All findings as text.</summary>
    public override string ToString() => ToString(ReportFormat.Text);

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => ((IEnumerable<Finding>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Frees what <see cref="Write(Stream, ReportFormat)"/> needs; the findings stay.</summary>
    public void Dispose() => _handle?.Dispose();

    private void Write(Sink sink, ReportFormat format)
    {
        Failure.Ready(out acm_error error);
        if (_handle is null)
        {
            sink.Check(Native.acm_diagnostics_write(0, format, Sink.Pointer, sink.User, &error), ref error);
            return;
        }
        using var d = _handle.Use(this);
        sink.Check(Native.acm_diagnostics_write(d.Pointer, format, Sink.Pointer, sink.User, &error), ref error);
    }

    private static Finding Get(nint all, nuint i)
    {
        acm_diagnostic d;
        nuint file, text;
        Failure.Check(Native.acm_diagnostics_get(all, i, &d, (nuint)sizeof(acm_diagnostic)), nameof(Findings));
        byte* name = Native.acm_diagnostics_file(all, i, &file), message = Native.acm_diagnostics_text(all, i, &text);
        return new Finding(Utf8.Read(name, file) ?? "", (int)d.line, (int)d.column, (long)d.offset, d.severity,
            Utf8.Read(Native.acm_diagnostics_rule(all, i)) ?? "", Utf8.Read(message, text) ?? "");
    }
}

/// <summary>A rule by which findings are found.</summary>
/// <param name="Id">What findings are named by, in every version the same.</param>
/// <param name="Severity">How bad its findings are.</param>
/// <param name="Summary">What a finding means, half a sentence in English.</param>
/// <param name="Advice">How to mend it.</param>
/// <param name="Example">Files that have it, each behind a line "==> path &lt;=="; null for one about limits.</param>
public sealed unsafe record Rule(string Id, Severity Severity, string Summary, string? Advice, string? Example)
{
    /// <summary>All rules of the library.</summary>
    public static IReadOnlyList<Rule> All => s_all ??= Read().AsReadOnly();

    private static IReadOnlyList<Rule>? s_all;

    private static List<Rule> Read()
    {
        var rules = new List<Rule>();
        for (nuint i = 0; Utf8.Read(Native.acm_rule_name(i)) is { } id; i++)
        {
            rules.Add(new Rule(id, Native.acm_rule_severity(i), Utf8.Read(Native.acm_rule_summary(i)) ?? "",
                Utf8.Read(Native.acm_rule_advice(i)), Utf8.Read(Native.acm_rule_example(i))));
        }
        return rules;
    }
}
