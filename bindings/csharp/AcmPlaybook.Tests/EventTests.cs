using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AcmPlaybook.Tests;

/// <summary>The same commands in C and here give the same events, byte for byte.</summary>
public sealed class EventTests
{
    public static IEnumerable<object[]> Pages =>
        Directory.EnumerateFiles(Samples.Examples("playbooks", "en"), "*-*.md").Order().Select(path =>
            new object[] { path });

    [TheoryOfEvents]
    [MemberData(nameof(Pages))]
    public void Are_those_of_C(string page)
    {
        using var run = Process.Start(
            new ProcessStartInfo(Needs.EventsProgram!, [page]) { RedirectStandardOutput = true })!;
        using var expected = new MemoryStream();
        run.StandardOutput.BaseStream.CopyTo(expected);
        run.WaitForExit();

        using Playbook playbook = Playbook.ReadPage(File.ReadAllBytes(page), new ReadOptions { File = "page.md" });
        using var roster = new Roster();
        Participant ana = roster.Add("ana", null, "FastTrack Manager", "FastTrack Engineer");
        using var log = new EventLog();
        using var c = new Case(playbook, roster, log, new CaseOptions { Tag = 42, Actor = ana });
        c.SetFact("seats", 150, ana, DateTimeOffset.UnixEpoch.AddDays(1));
        foreach (PlanStep step in c.Plan().Steps)
        {
            c.TryPost(step.Command, out _);
        }
        var events = new Event[log.Count];
        log.Drain(events);
        Assert.NotEmpty(events);
        Assert.Equal(expected.ToArray(), MemoryMarshal.AsBytes(events.AsSpan()).ToArray());
    }
}
