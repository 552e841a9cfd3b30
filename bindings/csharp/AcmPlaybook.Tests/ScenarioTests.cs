using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace AcmPlaybook.Tests;

public sealed class ScenarioTests
{
    public static IEnumerable<object[]> Examples =>
        ScenarioFile.GetTestCases(Samples.Examples("playbooks", "scenarios"));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Examples_hold(string path) => ScenarioFile.Check(path);

    [Theory]
    [InlineData("holds.json")]
    [InlineData("loan.json")]
    public void Own_files_hold(string name) => ScenarioFile.Check(Samples.Data("scenarios", name));

    [FactOfScenarios]
    public void Models_of_other_engines_run_as_in_C()
    {
        using var tool = Process.Start(new ProcessStartInfo(Needs.Tool!, ["test", "--json", "--trace", Needs.Scenarios!])
        {
            RedirectStandardOutput = true,
        })!;
        int compared = 0;
        while (tool.StandardOutput.ReadLine() is { } line)
        {
            using JsonDocument said = JsonDocument.Parse(line);
            string Said(string key) => said.RootElement.GetProperty(key).GetString()!;
            ScenarioOutcome outcome = ScenarioFile.Run(Said("file"), new ScenarioOptions { Trace = true });
            Assert.Equal((Said("id"), Said("verdict"), Said("trace")),
                (outcome.Id, outcome.Passed ? "passed" : "failed", outcome.Trace));
            compared++;
        }
        Assert.Equal(Directory.GetFiles(Needs.Scenarios!, "*.json").Length, compared);
    }

    [Theory]
    [InlineData("fails.json")]
    [InlineData("expects.json")]
    [InlineData("loan-waits.json")]
    public void What_does_not_hold_says_where(string name)
    {
        var e = Assert.Throws<ScenarioFailedException>(() => ScenarioFile.Check(Samples.Data("scenarios", name)));
        Assert.True(e.Outcome.FailedStep > 0 && e.Outcome.Line > 0);
        Assert.StartsWith($"step {e.Outcome.FailedStep} (line {e.Outcome.Line})", e.Outcome.Diagnosis);
        Assert.Contains(e.Outcome.Diagnosis!, e.Message);
    }

    [Theory]
    [InlineData("misnamed.json")]
    [InlineData("unknown-key.json")]
    [InlineData("no-json.json")]
    [InlineData("no-model.json")]
    public void What_cannot_be_run_is_an_exception(string name) =>
        Assert.ThrowsAny<Exception>(() => ScenarioFile.Check(Samples.Data("scenarios", name)));

    [Fact]
    public void A_scenario_can_be_looked_at()
    {
        using Scenario s = Scenario.Read(Samples.Data("scenarios", "loan.json"));
        Assert.Equal(("loan", "loan"), (s.Id, s.CaseId));
        Assert.Equal(["models/reading-room.cmmn"], s.Models);
        Assert.Contains("advanceTime by P1M", s.Steps);
    }

    [Fact]
    public void A_watcher_sees_the_case_and_cannot_change_it()
    {
        using Scenario s = Scenario.Read(Samples.Data("scenarios", "holds.json"));
        using Playbook p = Playbook.Read(Samples.Data("scenarios", "move-mail.md"));
        var seen = new List<(int Step, State State)>();
        Case? kept = null;
        ScenarioOutcome outcome = s.Run(p, new ScenarioOptions
        {
            Trace = true,
            Watch = m =>
            {
                seen.Add((m.Step, m.Case.State));
                Assert.NotEmpty(m.Case.GetBoard());
                Assert.NotEmpty(m.Case.Snapshot());
                Assert.Contains(m.Case.Roster!, who => who.Name == "The manager");
                Assert.Throws<InvalidOperationException>(() => m.Case.SetFact("x", 1));
                kept = m.Case;
            },
        });
        Assert.True(outcome.Passed);
        Assert.Equal(outcome.Steps + 1, seen.Count);
        Assert.StartsWith("the case begins", outcome.Trace);
        Assert.Throws<ObjectDisposedException>(() => kept!.State);
        var thrown = new IOException("seen enough");
        Assert.Same(thrown, Assert.Throws<IOException>(() => s.Run(p, new ScenarioOptions { Watch = _ =>
            throw thrown })));
    }

    [Fact]
    public void Names_and_times_are_found_as_scenarios_find_them()
    {
        using Playbook p = Samples.Playbook();
        Assert.Equal(p["5001"].Id, Scenario.Find(p, "Count the mailboxes"));
        Assert.Equal(p.GetCondition("mail/in-1").Id, Scenario.Find(p, "in-1", p["mail"]));
        DateTimeOffset now = DateTimeOffset.UnixEpoch;
        Assert.Equal(now.AddHours(1), Scenario.ParseTime("PT1H", now));
        Assert.Throws<AcmFormatException>(() => Scenario.ParseTime("soon", now));
    }

    [Theory]
    [InlineData(ScenarioFormat.Tap, "TAP version 13")]
    [InlineData(ScenarioFormat.Junit, "<?xml")]
    [InlineData(ScenarioFormat.Json, "{\"id\":")]
    public void Outcomes_are_reported(ScenarioFormat format, string begin)
    {
        using var to = new MemoryStream();
        using (var report = new ScenarioReport(to, format, 1))
        {
            report.Add(new ScenarioOutcome { Id = "one", Verdict = ScenarioVerdict.Failed, Message = "it did not" });
            report.End();
            Assert.Throws<AcmException>(report.End);
        }
        Assert.StartsWith(begin, Encoding.UTF8.GetString(to.ToArray()));
    }
}
