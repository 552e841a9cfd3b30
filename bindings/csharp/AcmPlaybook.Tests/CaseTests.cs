using System.Runtime.InteropServices;

namespace AcmPlaybook.Tests;

public sealed class CaseTests
{
    [Fact]
    public void Runs_to_its_end_and_says_what_happened()
    {
        using var w = new World();
        Assert.Equal(State.Active, w.Case.State);
        Assert.Equal(State.Available, w.Case.StateOf("mail"));
        w.RunToTheEnd();
        Assert.Equal(State.Completed, w.Case.StateOf("5001"));
        Assert.Equal(State.Completed, w.Case.StateOf(w.Playbook["5002"]));
        Assert.Equal(State.Completed, w.Case.StateOf(w.Playbook["5002"].Id));
        Assert.Equal(ConditionState.Confirmed, w.Case.ConditionOf("mail/in-1"));

        LogEntry[] entries = [.. w.Case.DrainEvents()];
        Assert.Contains(entries, e => e.Event is { Kind: EventKind.Complete, Cause: Cause.Command } c
            && c.Item == w.Playbook["5001"].Id && c.Actor == w.Ana.Id && c.To == State.Completed);
        Assert.Contains(entries, e => e.Event is { Kind: EventKind.Confirm, ToCondition: ConditionState.Confirmed });
        Assert.Equal(0, w.Log.Count);
    }

    [Fact]
    public void Refusals_say_why_and_change_nothing()
    {
        using var w = new World();
        byte[] before = w.Case.Snapshot();
        var e = Assert.Throws<AcmRefusedException>(() => w.Case.Complete("5002", w.Ben));
        Assert.Equal(Status.Condition, e.Status);
        Assert.Equal("mail/5002", e.Path);
        Assert.NotEmpty(e.Message);
        Assert.Equal(before, w.Case.Snapshot());

        w.Case.Confirm("mail/in-1", w.Ben);
        var command = w.Case.CreateCommand(CommandKind.Complete, "5001", w.Ben);
        Assert.False(w.Case.TryPost(command, out var refusal));
        Assert.Equal(Status.Role, refusal.Status);
        Assert.Contains("FastTrack Manager", refusal.Message);
        Assert.True(w.Case.TryPost(w.Case.CreateCommand(CommandKind.Complete, "5001", w.Ana), out _));
    }

    [Fact]
    public void A_batch_tells_how_far_it_came()
    {
        using var w = new World();
        uint input = w.Playbook.GetCondition("mail/in-1").Id, first = w.Playbook["5001"].Id;
        var list = new CommandList().Add(CommandKind.Confirm, input, w.Ben.Id).Add(CommandKind.Complete, first,
            w.Ben.Id)
            .Add(CommandKind.Complete, first, w.Ana.Id);
        Assert.Equal(1, Assert.Throws<AcmRefusedException>(() => w.Case.Post(list)).Accepted);
        Assert.False(w.Case.TryPost(list.Commands[1..], list.Text, out int accepted, out _));
        Assert.Equal(0, accepted);
        Assert.True(w.Case.TryPost(new CommandList { list[2] }, out accepted, out _));
        Assert.Equal(1, accepted);
        Assert.Equal(3, list.Count(command => command.Actor != 0));
        w.Case.Post(default(ReadOnlySpan<Command>));
        list.Clear();
        Assert.Empty(list);
    }

    [Fact]
    public void Explains_as_records_and_as_sentences()
    {
        using var w = new World();
        Explanation why = w.Case.Explain(CommandKind.Complete, "5001", w.Ben);
        Assert.False(why.IsAccepted);
        Assert.Contains(why, b => b.Kind == BlockerKind.Condition
            && b.Subject == w.Playbook.GetCondition("mail/in-1").Id);
        Blocker role = Assert.Single(why, b => b.Kind == BlockerKind.Role);
        Assert.Equal(w.Playbook.GetTerm(TermKind.Role, "FM").Id, role.Detail);
        Assert.Contains("FastTrack Manager", w.Case.GetSentence(role));
        Assert.NotEqual(w.Case.GetSentence(role), w.Case.GetSentence(role, "de"));
        Assert.Equal(why.Count, why.ToString().Split(Environment.NewLine).Length);
        Assert.True(w.Case.Explain(CommandKind.Confirm, "mail/in-1", w.Ben).IsAccepted);
        Assert.Throws<AcmException>(() => w.Case.GetSentence(default));
    }

    [Fact]
    public void Sentences_longer_than_the_first_buffer_come_whole()
    {
        string name = new('x', 5000);
        using var builder = new Builder();
        builder.Add(builder.Root, ItemKind.Task, "a", name, ItemFlags.Manual);
        using Playbook playbook = builder.Finish();
        using var c = new Case(playbook);
        Assert.Contains(name, c.Explain(CommandKind.Complete, "a").ToString());
    }

    [Fact]
    public void Plans_the_way_to_the_end_and_goes_it()
    {
        using var w = new World();
        Plan plan = w.Case.Plan();
        Assert.Equal(PlanVerdict.Found, plan.Verdict);
        Assert.True(plan.IsKnown);
        Assert.Equal(plan.AtLeast, plan.Steps.Count);
        Assert.Contains(plan.GetSentences(), s => s.Contains("Ana"));
        using Case what = w.Case.Copy();
        Assert.Equal(plan.Steps.Count, plan.Run(what));
        Assert.Equal(State.Completed, what.State);
        Assert.Equal(State.Available, w.Case.StateOf("mail"));

        Plan alone = w.Case.Plan(new PlanOptions { Goal = "5001", People = PlanPeople.Actor, Actor = w.Ben });
        Assert.Equal(PlanVerdict.Impossible, alone.Verdict);
        Plan waived = w.Case.Plan(new PlanOptions
        {
            Goal = "mail/in-1", ConditionStates = [ConditionState.Waived], Commands = [CommandKind.Waive],
                Reason = "agreed",
        });
        Assert.Equal("agreed", System.Text.Encoding.UTF8.GetString(waived.Text));
        Assert.Equal(1, waived.Run(w.Case));
        Assert.Contains(w.Case.DrainEvents(), e => e.Text == "agreed");
    }

    [Fact]
    public void Facts_scope_and_time_reach_the_log_as_texts()
    {
        using var w = new World(new CaseOptions { Tag = 7, Time = DateTimeOffset.UnixEpoch.AddDays(1),
            Actor = default });
        DateTimeOffset later = DateTimeOffset.UnixEpoch.AddYears(30);
        w.Case.SetFact("seats", 150);
        w.Case.SetFact("share", 0.5);
        w.Case.SetFact("ready", true, w.Ana);
        w.Case.SetFact("who", "it's 日本");
        w.Case.SetFact("none", (string?)null);
        w.Case.SetFact("when", later);
        w.Case.SetFact("parts", AcmPlaybook.Fact.Set("b", "a"));
        w.Case.RemoveFact("seats");
        w.Case.Advance(later);
        Assert.Equal(later, w.Case.Time);
        List<string> texts = [.. w.Log.Drain().Where(e => e.Event.Tag == 7).Select(e => e.Text).OfType<string>()];
        Assert.Equal(["seats=150", "share=0.5", "ready=true", "who='it\\'s 日本'", "none=null",
            "when=2000-01-01T00:00Z", "parts={'a', 'b'}", "seats"], texts);
        Assert.Throws<AcmNotFoundException>(() => w.Case.SetScope(["no such service"]));
    }

    [Fact]
    public void Goes_on_from_its_bytes_and_from_its_events()
    {
        using var w = new World();
        var journal = new Journal();
        w.Case.Confirm("mail/in-1", w.Ben);
        journal.Take(w.Log);
        w.Case.SetFact("a", "text");
        journal.Take(w.Log);
        w.Case.Complete("5001", w.Ana);
        journal.Take(w.Log);

        byte[] bytes = w.Case.Snapshot();
        using Case restored = Case.Restore(w.Playbook, bytes, w.Roster);
        using Case replayed = Case.Replay(w.Playbook, new Journal(journal.Events, journal.Text), w.Roster);
        using Case copied = w.Case.Copy();
        Assert.Equal(bytes, restored.Snapshot());
        Assert.Equal(bytes, replayed.Snapshot());
        Assert.Equal(bytes, copied.Snapshot());
        Assert.Equal(w.Case.ComputeHash(), restored.ComputeHash());
        Assert.Equal(bytes[16..32], w.Case.ComputeHash());
        Assert.False(w.Case.TrySnapshot(new byte[8], out int needed));
        Assert.Equal(bytes.Length, needed);
        Assert.True(w.Case.TrySnapshot(new byte[needed], out _));

        bytes[^1] ^= 1;
        Assert.Equal(Status.Syntax, Assert.Throws<AcmFormatException>(() => Case.Restore(w.Playbook, bytes)).Status);
        Assert.Throws<AcmFormatException>(() => Case.Restore(w.Playbook, default));
        Event[] cut = [.. journal.Events[..2], .. journal.Events[3..]];
        Assert.Throws<AcmModelException>(() => Case.Replay(w.Playbook, new Journal(cut, journal.Text), w.Roster));
        Assert.Throws<AcmException>(() => w.Case.ComputeHash(new byte[3]));
    }

    [Fact]
    public void The_board_shows_all_instances()
    {
        using var w = new World();
        w.Case.Confirm("mail/in-1", w.Ben);
        w.Case.Claim("5001", w.Ana);
        BoardRow[] rows = w.Case.GetBoard();
        BoardRow row = Assert.Single(rows, r => r.Item == w.Playbook["5001"].Id);
        Assert.Equal((State.Active, w.Ana.Id, true), (row.State, row.Performer, row.IsRequired));
        Assert.Equal(w.Playbook["5001"], w.Case.ItemOf(row.Instance));
        Assert.Equal(State.Active, w.Case.StateOf(row));
        w.Case.Complete(row, w.Ana);
        Assert.Equal(State.Completed, w.Case.StateOf(row));
        Assert.Equal(rows.Length, w.Case.GetBoard(new BoardRow[1]));
        Assert.Null(w.Case.ItemOf(4_000_000));
        Target picked = w.Case.Pick("Move them", CommandKind.Complete);
        w.Case.Complete(picked, w.Ben);
    }

    [Fact]
    public void Values_say_what_they_are_and_are_equal_if_they_say_the_same()
    {
        using var w = new World();
        Assert.Equal("Move the Mail", w.Playbook.ToString());
        Assert.Equal("Move the Mail: Active", w.Case.ToString());
        Assert.Contains("Ana", w.Case.Plan().ToString());
        Assert.Equal(w.Case.GetBoard()[0], w.Case.GetBoard()[0]);
        Assert.Contains("State = Active", w.Case.GetBoard()[0].ToString());
        Assert.Equal(["case", "5001", "mail/5001", "3#2"],
            ((Target[])[default, "5001", w.Playbook["5001"], Target.Of(3, 2)]).Select(target => target.ToString()));
        Fact[] facts = [null, true, 5, 0.5, "x", DateTimeOffset.UnixEpoch, AcmPlaybook.Fact.Set("b", "a")];
        Assert.Equal(["null", "true", "5", "0.5", "x", "1970-01-01T00:00:00.000Z", "{b, a}"],
            facts.Select(fact => fact.ToString()));
        Assert.Equal<Fact>(5, facts[2]);
        Assert.NotEqual<Fact>(5.0, facts[2]);
    }

    [Fact]
    public void Timers_are_told()
    {
        using var builder = new Builder();
        uint timer = builder.Add(builder.Root, ItemKind.TimerListener, "t");
        builder.Add(builder.Root, ItemKind.Task, "hold");
        builder.SetControl(timer, Control.Timer, "PT1H");
        using Playbook playbook = builder.Finish();
        using var c = new Case(playbook);
        Assert.Equal(DateTimeOffset.UnixEpoch.AddHours(1), c.NextTimer!.Value.Due);
        c.Advance(c.NextTimer.Value.Due);
        Assert.Equal(State.Completed, c.StateOf("t"));
        Assert.Null(c.NextTimer);
    }

    [Fact]
    public void Events_that_nobody_takes_stay()
    {
        using var w = new World();
        w.RunToTheEnd();
        int all = w.Log.Count;
        _ = w.Log.Drain().First();
        Assert.Equal(all - 1, w.Log.Count);
        foreach (LogEntry entry in w.Log.Drain())
        {
            if (w.Case.Time == DateTimeOffset.UnixEpoch)
            {
                w.Case.SetFact("late", 1, at: DateTimeOffset.UnixEpoch.AddDays(1)); // comes last
            }
            all--;
        }
        Assert.Equal(0, all);
    }

    [Fact]
    public void Events_drain_in_batches_and_read_as_lines()
    {
        using var w = new World();
        w.RunToTheEnd();
        int all = w.Log.Count;
        var events = new Event[all + 10];
        Assert.Equal(3, w.Log.Drain(events.AsSpan(0, 3)));
        Assert.Equal(all - 3, w.Log.Drain(events.AsSpan(3)));
        Assert.Equal(0, w.Log.Drain(events));
        Assert.Equal(0, w.Log.Drain(default(Span<Event>)));
        string trace = w.Case.Trace(events.AsSpan(0, all));
        Assert.Contains("Count the mailboxes", trace);
        Assert.Equal(all * 32, MemoryMarshal.AsBytes(events.AsSpan(0, all)).Length);
        w.Case.SetFact("x", 1);
        w.Log.Clear();
        Assert.Equal(0, w.Log.Count);
    }
}
