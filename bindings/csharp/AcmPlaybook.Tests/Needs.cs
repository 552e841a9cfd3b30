namespace AcmPlaybook.Tests;

/// <summary>What a machine may lack; tests that need it are then skipped, and say so.</summary>
internal static class Needs
{
    /// <summary>What tests/support/events.c becomes.</summary>
    internal static string? EventsProgram { get; } =
        Environment.GetEnvironmentVariable("ACMPLAYBOOK_EVENTS") is { Length: > 0 } path ? path : null;

    /// <summary>Scenarios with models of other engines.</summary>
    internal static string? Scenarios { get; } =
        Environment.GetEnvironmentVariable("ACM_SHARED") is { Length: > 0 } shared
        && Path.Combine(shared, "conformance", "cmmn") is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>The command-line tool of the build that the library is from.</summary>
    internal static string? Tool { get; } = Environment.GetEnvironmentVariable("ACMPLAYBOOK_LIBRARY") is { } library
        && Path.Combine(Path.GetDirectoryName(library)!, "..", "examples", "acm-playbook", "acm-playbook") is var tool
        && File.Exists(tool) ? tool : null;

    internal static string? Compiler { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "cc")).FirstOrDefault(File.Exists);
}

internal sealed class TheoryOfEventsAttribute : TheoryAttribute
{
    public TheoryOfEventsAttribute() =>
        Skip = Needs.EventsProgram is null ? "ACMPLAYBOOK_EVENTS names no program that writes the events of C" : null!;
}

internal sealed class FactOfScenariosAttribute : FactAttribute
{
    public FactOfScenariosAttribute() => Skip = Needs.Scenarios is null
        ? "ACM_SHARED names no folder with models of other engines"
        : Needs.Tool is null ? "the tool acm-playbook is missing" : null!;
}

internal sealed class FactOfCompilerAttribute : FactAttribute
{
    public FactOfCompilerAttribute() => Skip = Needs.Compiler is null ? "there is no C compiler, cc" : null!;
}
