namespace AcmPlaybook;

/// <summary>Scenario files as test cases, for any test framework.</summary>
/// <example>
/// <code>
/// public static IEnumerable&lt;object[]&gt; Files => ScenarioFile.GetTestCases("scenarios");
///
/// [Theory, MemberData(nameof(Files))]
/// public void Holds(string path) => ScenarioFile.Check(path);
/// </code>
/// </example>
public static class ScenarioFile
{
    /// <summary>The scenario files below a folder, each as the one argument of a test.</summary>
    public static IEnumerable<object[]> GetTestCases(string folder) =>
        Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => new object[] { path });

    /// <summary>Runs a scenario file on each of its models, until it does not hold.</summary>
    public static ScenarioOutcome Run(string path, ScenarioOptions? options = null)
    {
        using Scenario scenario = Scenario.Read(path);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        ScenarioOutcome? outcome = null;
        foreach (string model in scenario.Models)
        {
            using Playbook playbook =
                Playbook.Read(Path.Combine(folder, model), new ReadOptions { Case = scenario.CaseId });
            outcome = scenario.Run(playbook, options);
            if (!outcome.Passed)
            {
                break;
            }
        }
        return outcome ?? throw new InvalidDataException($"{path} names no model");
    }

    /// <summary>Runs a scenario file; if it does not hold, the exception shows what was expected and found.</summary>
    /// <exception cref="ScenarioFailedException">It does not hold.</exception>
    public static void Check(string path, ScenarioOptions? options = null)
    {
        ScenarioOutcome outcome = Run(path, options);
        if (!outcome.Passed)
        {
            throw new ScenarioFailedException(outcome);
        }
    }
}

/// <summary>A scenario that does not hold.</summary>
public sealed class ScenarioFailedException : Exception
{
    internal ScenarioFailedException(ScenarioOutcome outcome)
        : base($"{outcome.File}: {outcome.Diagnosis}") => Outcome = outcome;

    /// <summary>What came of it.</summary>
    public ScenarioOutcome Outcome { get; }
}
