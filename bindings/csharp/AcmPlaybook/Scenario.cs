using System.Buffers;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace AcmPlaybook;

/// <summary>How a scenario is run.</summary>
public sealed record ScenarioOptions
{
    /// <summary>Called after the start and each step that held.</summary>
    public Action<ScenarioMoment>? Watch { get; init; }

    /// <summary>Of sentences and names; null = the scenario's, else "en".</summary>
    public string? Language { get; init; }

    /// <summary>Name of the stage that is the case; null = the scenario's.</summary>
    public string? Plan { get; init; }

    /// <summary>Whether the events of each act are told in <see cref="ScenarioOutcome.Trace"/>.</summary>
    public bool Trace { get; init; }
}

/// <summary>What a watcher of a scenario sees after a step.</summary>
/// <param name="Step">0 = the start, then from 1.</param>
/// <param name="Case">The case as it is; to be looked at, and gone when the watcher returns.</param>
/// <param name="Refusal">Why the step was refused, if it had to be; else null.</param>
public sealed record ScenarioMoment(int Step, Case Case, string? Refusal);

/// <summary>What came of a scenario.</summary>
public sealed record ScenarioOutcome
{
    /// <summary>Whether it held, failed, could not be run, or was skipped.</summary>
    public ScenarioVerdict Verdict { get; init; } = ScenarioVerdict.Passed;

    /// <summary>Whether every step and expectation held.</summary>
    public bool Passed => Verdict == ScenarioVerdict.Passed;

    /// <summary>What the scenario is called; null = its file.</summary>
    public string? Id { get; init; }

    /// <summary>Where it was read; null = nowhere.</summary>
    public string? File { get; init; }

    /// <summary>Steps and expectations that were run.</summary>
    public int Steps { get; init; }

    /// <summary>1-based, what did not hold; 0 = none.</summary>
    public int FailedStep { get; init; }

    /// <summary>Its line in the file, 0 = unknown.</summary>
    public int Line { get; init; }

    /// <summary>What failed, in one line, or why it was skipped.</summary>
    public string? Message { get; init; }

    /// <summary>What failed, in many.</summary>
    public string? Diagnosis { get; init; }

    /// <summary>The events of each act, if they were asked for.</summary>
    public string? Trace { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The verdict and the diagnosis.</summary>
    public override string ToString() => $"{Verdict} {Id}{Environment.NewLine}{Diagnosis ?? Message}".TrimEnd();
}

/// <summary>A scenario: what is done with a case, and what must then hold.</summary>
public sealed unsafe class Scenario : IDisposable
{
    private readonly ScenarioHandle _handle;
    private readonly string? _file;

    private Scenario(nint pointer, string? file) => (_handle, _file) = (new ScenarioHandle(pointer), file);

    /// <summary>What it is called.</summary>
    public string Id
    {
        get
        {
            using var s = _handle.Use(this);
            return Utf8.Read(Native.acm_scenario_id(s.Pointer)) ?? "";
        }
    }

    /// <summary>The models that it names, paths relative to its file: it must hold on each.</summary>
    public IReadOnlyList<string> Models => Lines(static (s, i) => (nint)Native.acm_scenario_model(s, i));

    /// <summary>The case of its model that it is about, or null.</summary>
    public string? CaseId
    {
        get
        {
            using var s = _handle.Use(this);
            return Utf8.Read(Native.acm_scenario_case(s.Pointer));
        }
    }

    /// <summary>What each step does, a line each, such as "as ana: complete 4047".</summary>
    public IReadOnlyList<string> Steps => Lines(static (s, i) => (nint)Native.acm_scenario_step_text(s, i + 1));

    /// <summary>Reads a scenario file.</summary>
    /// <exception cref="AcmFormatException">It says something that is not known, or wrong; with its place.</exception>
    public static Scenario Read(string path) => Parse(File.ReadAllBytes(path), path);

    /// <summary>Reads a scenario from its JSON.</summary>
    public static Scenario Parse(ReadOnlySpan<byte> utf8, string? file = null)
    {
        nint scenario;
        Failure.Ready(out acm_error error);
        fixed (byte* at = &Bytes.First(utf8))
        {
            Failure.Check(Native.acm_scenario_read(at, (nuint)utf8.Length, null, &scenario,
                &error), ref error, file);
        }
        return new Scenario(scenario, file);
    }

    /// <summary>Reads a scenario from its JSON.</summary>
    public static Scenario Parse(string json, string? file = null) => Parse(Utf8.Bytes(json), file);

    /// <summary>
    /// Runs the scenario. A step that does not hold is an outcome; what cannot be run is an exception.
    /// </summary>
    public ScenarioOutcome Run(Playbook playbook, ScenarioOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        options ??= new ScenarioOptions();
        using var language = new Utf8(options.Language, stackalloc byte[Utf8.Short]);
        using var plan = new Utf8(options.Plan, stackalloc byte[Utf8.Short]);
        using var watch = new ScenarioWatch(playbook, options.Watch);
        acm_scenario_options o;
        acm_scenario_result result;
        Native.acm_scenario_options_init(&o);
        Native.acm_scenario_result_init(&result);
        o.user = watch.User;
        o.diagnosis = ScenarioWatch.Diagnosis;
        o.watch = ScenarioWatch.Step;
        o.trace = options.Trace ? ScenarioWatch.Trace : null;
        o.language = language.At;
        o.plan = plan.At;
        using var s = _handle.Use(this);
        using var p = playbook.Use();
        long began = Stopwatch.GetTimestamp();
        Failure.Ready(out acm_error error);
        watch.Check(Native.acm_scenario_run(s.Pointer, p.Pointer, &o, &result, &error), ref error);
        string diagnosis = watch.DiagnosisText;
        return new ScenarioOutcome
        {
            Verdict = result.passed != 0 ? ScenarioVerdict.Passed : ScenarioVerdict.Failed,
            Id = Utf8.Read(Native.acm_scenario_id(s.Pointer)),
            File = _file,
            Steps = (int)result.steps,
            FailedStep = (int)result.failed_step,
            Line = (int)result.line,
            Message = diagnosis.Length == 0 ? null : diagnosis.Split('\n')[0],
            Diagnosis = diagnosis.Length == 0 ? null : diagnosis,
            Trace = options.Trace ? watch.TraceText : null,
            Duration = Stopwatch.GetElapsedTime(began),
        };
    }

    /// <summary>Finds an item or condition as scenarios name it: by key, number, the end of a key, or name.</summary>
    /// <param name="playbook">Whose.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="plan">The stage that is the case; what lies in it is preferred.</param>
    /// <returns>Its id.</returns>
    public static uint Find(Playbook playbook, string name, Target plan = default)
    {
        ArgumentNullException.ThrowIfNull(playbook);
        ArgumentNullException.ThrowIfNull(name);
        uint id;
        using var n = new Utf8(name, stackalloc byte[Utf8.Short]);
        using var p = playbook.Use();
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_scenario_find(p.Pointer, plan.Resolve(playbook, p.Pointer), n.At, n.Length, &id,
            &error), ref error);
        return id;
    }

    /// <summary>The time that a text means: a duration such as "PT1H", which counts from now, or a time.</summary>
    public static DateTimeOffset ParseTime(string text, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(text);
        long time;
        using var t = new Utf8(text, stackalloc byte[Utf8.Short]);
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_scenario_time(t.At, t.Length, Moment.To(now), &time, &error), ref error);
        return Moment.From(time);
    }

    /// <summary>What it is called.</summary>
    public override string ToString() => Id;

    /// <summary>Frees the scenario.</summary>
    public void Dispose() => _handle.Dispose();

    private List<string> Lines(Func<nint, nuint, nint> line)
    {
        using var s = _handle.Use(this);
        var lines = new List<string>();
        while (Utf8.Read((byte*)line(s.Pointer, (nuint)lines.Count)) is { } text)
        {
            lines.Add(text);
        }
        return lines;
    }
}

/// <summary>What a running scenario calls back into.</summary>
internal sealed unsafe class ScenarioWatch(Playbook playbook, Action<ScenarioMoment>? watch) : Callback
{
    private readonly ArrayBufferWriter<byte> _diagnosis = new();
    private readonly ArrayBufferWriter<byte> _trace = new();

    internal string DiagnosisText => Encoding.UTF8.GetString(_diagnosis.WrittenSpan);

    internal string TraceText => Encoding.UTF8.GetString(_trace.WrittenSpan);

    internal static delegate* unmanaged<void*, byte*, nuint, int> Diagnosis => &TakeDiagnosis;

    internal static delegate* unmanaged<void*, byte*, nuint, int> Trace => &TakeTrace;

    internal static delegate* unmanaged<void*, nint, nuint, nint, byte*, int> Step => &TakeStep;

    [UnmanagedCallersOnly]
    private static int TakeDiagnosis(void* user, byte* text, nuint length) =>
        Append(user, Of<ScenarioWatch>(user)._diagnosis, text, length);

    [UnmanagedCallersOnly]
    private static int TakeTrace(void* user, byte* text, nuint length) =>
        Append(user, Of<ScenarioWatch>(user)._trace, text, length);

    private static int Append(void* user, IBufferWriter<byte> to, byte* text, nuint length)
    {
        try
        {
            to.Write(new ReadOnlySpan<byte>(text, checked((int)length)));
            return 0;
        }
        catch (Exception e)
        {
            Of<ScenarioWatch>(user).Keep(e);
            return 1;
        }
    }

    [UnmanagedCallersOnly]
    private static int TakeStep(void* user, nint scenario, nuint step, nint lent, byte* refusal)
    {
        var self = Of<ScenarioWatch>(user);
        try
        {
            self.Look((int)step, lent, refusal);
            return 0;
        }
        catch (Exception e)
        {
            self.Keep(e);
            return 1;
        }
    }

    private void Look(int step, nint lent, byte* refusal)
    {
        if (watch is null)
        {
            return;
        }
        using var seen = new Case(lent, playbook);
        using (seen.Roster)
        {
            watch(new ScenarioMoment(step, seen, Utf8.Read(refusal)));
        }
    }
}
