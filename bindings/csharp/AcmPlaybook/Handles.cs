namespace AcmPlaybook;

internal sealed class PlaybookHandle(nint pointer) : SharedHandle(pointer)
{
    protected override bool ReleaseHandle()
    {
        Native.acm_playbook_free(handle);
        return true;
    }
}

internal sealed class DiagnosticsHandle(nint pointer) : SharedHandle(pointer)
{
    protected override bool ReleaseHandle()
    {
        Native.acm_diagnostics_free(handle);
        return true;
    }
}

internal sealed class ScenarioHandle(nint pointer) : SharedHandle(pointer)
{
    protected override bool ReleaseHandle()
    {
        Native.acm_scenario_free(handle);
        return true;
    }
}

internal sealed class BuilderHandle(nint pointer) : GuardedHandle(pointer, new Gate())
{
    internal override void Free() => Native.acm_builder_free(handle);
}

internal sealed class RosterHandle(nint pointer, Gate gate) : GuardedHandle(pointer, gate)
{
    internal override void Free() => Native.acm_roster_free(handle);
}

internal sealed class LogHandle(nint pointer) : GuardedHandle(pointer, new Gate())
{
    internal override void Free() => Native.acm_log_free(handle);
}

/// <summary>Owns a report, and what it calls back into until it is gone.</summary>
internal sealed class ReportHandle(nint pointer, Sink sink) : GuardedHandle(pointer, new Gate())
{
    internal override void Free()
    {
        Native.acm_scenario_report_free(handle);
        sink.Dispose();
    }
}

/// <summary>Owns a case, and keeps its log until the case is gone.</summary>
internal sealed class CaseHandle : GuardedHandle
{
    private readonly LogHandle? _log;

    internal CaseHandle(nint pointer, Gate gate, LogHandle? log, bool owned = true)
        : base(pointer, gate, owned)
    {
        bool added = false;
        log?.DangerousAddRef(ref added);
        _log = log;
    }

    internal override void Free()
    {
        Native.acm_case_free(handle);
        _log?.DangerousRelease();
    }
}
