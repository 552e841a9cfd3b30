namespace AcmPlaybook;

/// <summary>What came of many scenarios, as TAP, JUnit XML or lines of JSON.</summary>
public sealed unsafe class ScenarioReport : IDisposable
{
    private readonly Sink _sink;
    private readonly ReportHandle _handle;

    /// <summary>Begins a report.</summary>
    /// <param name="to">Receives it; of JUnit all at the end.</param>
    /// <param name="format">Its form.</param>
    /// <param name="total">How many outcomes there will be; 0 = not known.</param>
    public ScenarioReport(Stream to, ScenarioFormat format = ScenarioFormat.Tap, int total = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        _sink = Sink.Into(to);
        try
        {
            nint report;
            Failure.Ready(out acm_error error);
            _sink.Check(Native.acm_scenario_report_new(format, (nuint)total, null, &report, Sink.Pointer, _sink.User,
                &error), ref error);
            _handle = new ReportHandle(report, _sink);
        }
        catch
        {
            _sink.Dispose();
            throw;
        }
    }

    /// <summary>Adds the outcome of a scenario.</summary>
    public void Add(ScenarioOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        using var id = new Utf8(outcome.Id, stackalloc byte[Utf8.Short]);
        using var file = new Utf8(outcome.File, stackalloc byte[Utf8.Short]);
        using var message = new Utf8(outcome.Message, default);
        using var diagnosis = new Utf8(outcome.Diagnosis, default);
        using var trace = new Utf8(outcome.Trace, default);
        acm_scenario_outcome o;
        Native.acm_scenario_outcome_init(&o);
        o.verdict = outcome.Verdict;
        o.step = (uint)outcome.FailedStep;
        o.line = (uint)outcome.Line;
        o.id = id.At;
        o.file = file.At;
        o.message = message.At;
        o.diagnosis = diagnosis.At;
        o.trace = trace.At;
        o.microseconds = (ulong)outcome.Duration.TotalMicroseconds;
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        _sink.Check(Native.acm_scenario_report_add(_handle.Pointer, &o, &error), ref error);
    }

    /// <summary>Writes the end, of JUnit all of it.</summary>
    public void End()
    {
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        _sink.Check(Native.acm_scenario_report_end(_handle.Pointer, &error), ref error);
    }

    /// <summary>Frees the report, ended or not.</summary>
    public void Dispose() => _handle.Dispose();
}
