namespace AcmPlaybook.Tests;

/// <summary>What a machine may lack; tests that need it are then skipped, and say so.</summary>
internal static class Needs
{
    /// <summary>What tests/support/events.c becomes.</summary>
    internal static string? EventsProgram { get; } =
        Environment.GetEnvironmentVariable("ACMPLAYBOOK_EVENTS") is { Length: > 0 } path ? path : null;

    internal static string? Compiler { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "cc")).FirstOrDefault(File.Exists);
}

internal sealed class TheoryOfEventsAttribute : TheoryAttribute
{
    public TheoryOfEventsAttribute() =>
        Skip = Needs.EventsProgram is null ? "ACMPLAYBOOK_EVENTS names no program that writes the events of C" : null!;
}

internal sealed class FactOfCompilerAttribute : FactAttribute
{
    public FactOfCompilerAttribute() => Skip = Needs.Compiler is null ? "there is no C compiler, cc" : null!;
}
