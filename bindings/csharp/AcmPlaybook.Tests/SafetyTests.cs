using System.Runtime.CompilerServices;

namespace AcmPlaybook.Tests;

/// <summary>Whatever a program does wrong is an exception, never the end of the process.</summary>
public sealed class SafetyTests
{
    [Fact]
    public void What_is_disposed_of_says_so_and_twice_is_once()
    {
        var w = new World();
        Item item = w.Playbook["5001"];
        w.Dispose();
        w.Dispose();
        Assert.Throws<ObjectDisposedException>(() => w.Case.State);
        Assert.Throws<ObjectDisposedException>(() => w.Case.Complete("5001", w.Ana));
        Assert.Throws<ObjectDisposedException>(() => w.Case.GetBoard());
        Assert.Throws<ObjectDisposedException>(() => w.Log.Count);
        Assert.Throws<ObjectDisposedException>(() => w.Log.Drain(new Event[1]));
        Assert.Throws<ObjectDisposedException>(() => w.Roster.Count);
        Assert.Throws<ObjectDisposedException>(() => w.Roster.Add("x"));
        Assert.Throws<ObjectDisposedException>(() => w.Ana.Name);
        Assert.Throws<ObjectDisposedException>(() => w.Playbook.FindId("5001"));
        Assert.Throws<ObjectDisposedException>(() => item.Name);
        Assert.Throws<ObjectDisposedException>(() => new Case(w.Playbook));
        using Playbook playbook = Samples.Playbook();
        Assert.Throws<ObjectDisposedException>(() => new Case(playbook, w.Roster));
        Assert.Throws<ObjectDisposedException>(() => new Case(playbook, null, w.Log));
    }

    [Fact]
    public void A_case_outlives_its_playbook_roster_and_log()
    {
        var w = new World();
        w.Playbook.Dispose();
        w.Roster.Dispose();
        w.Log.Dispose();
        w.RunToTheEnd();
        Assert.Equal(State.Completed, w.Case.StateOf("5002"));
        Assert.Throws<ObjectDisposedException>(() => w.Case.DrainEvents().First());
        w.Case.Dispose();
    }

    [Fact]
    public void What_is_of_another_playbook_or_roster_is_refused()
    {
        using var one = new World();
        using var other = new World();
        Assert.Throws<ArgumentException>(() => one.Case.Complete(other.Playbook["5001"], one.Ana));
        Assert.Throws<ArgumentException>(() => one.Case.Complete("5001", other.Ana));
        Assert.Throws<ArgumentException>(() => other.Case.Plan().Run(one.Case));
        Assert.Throws<ArgumentException>(() => new Case(one.Playbook, one.Roster, null,
            new CaseOptions { Actor = other.Ana }));
        using var big = new Builder();
        uint last = 0;
        for (int i = 0; i < 100; i++)
        {
            last = big.Add(big.Root, ItemKind.Task, $"t{i}");
        }
        Assert.Throws<AcmNotFoundException>(() => one.Case.Complete(Target.Of(last), one.Ana));
        Assert.Equal(State.None, one.Case.StateOf(last));
        Assert.Throws<AcmNotFoundException>(() => one.Case.Post(new Command(CommandKind.Complete, 1u << 31,
            uint.MaxValue)));
        Assert.Throws<AcmNotFoundException>(() => one.Playbook.GetItem(uint.MaxValue));
        Assert.Throws<AcmNotFoundException>(() => one.Playbook.GetItem(0));
        Assert.Null(one.Playbook.GetText(uint.MaxValue));
        Assert.Throws<AcmException>(() => one.Case.Post(new Command((CommandKind)999)));
        Assert.Throws<AcmException>(() => one.Case.GetSentence(new Blocker()));
        Assert.Null(one.Log.GetText(default));
    }

    [Fact]
    public void What_names_nothing_does_not_mean_the_case()
    {
        using var w = new World();
        Assert.Throws<ArgumentException>(() => w.Case.Terminate(w.Playbook.Items.FirstOrDefault(i => i.Number == 1)));
        Assert.Throws<ArgumentException>(() => w.Case.Terminate(w.Playbook.Conditions.FirstOrDefault(i => i.Line < 0)));
        Assert.Throws<ArgumentException>(() => w.Case.Terminate(default(BoardRow)));
        Assert.Throws<ArgumentException>(() => w.Case.Terminate(Target.Of(0)));
        Assert.Throws<AcmNotFoundException>(() => w.Case.Terminate(""));
        Assert.Equal(State.Active, w.Case.State);
        Assert.Throws<InvalidOperationException>(() => default(Item).Name);
        Assert.Throws<InvalidOperationException>(() => default(Condition).Statement);
        Assert.Throws<InvalidOperationException>(() => default(Term).Name);
        Assert.Throws<InvalidOperationException>(() => default(Page).Path);
        w.Case.Terminate();
        Assert.Equal(State.Terminated, w.Case.State);
    }

    [Fact]
    public void Lists_are_taken_as_they_are_or_refused()
    {
        using var w = new World();
        Assert.Throws<ArgumentException>(() => w.Roster.Add("cid", null, "FM;FE"));
        Assert.Throws<ArgumentException>(() => w.Roster.Add("cid", null, "FM", null!));
        Assert.Throws<ArgumentException>(() => w.Case.SetScope(["Exchange;Teams"]));
        Assert.Throws<ArgumentException>(() => new Case(w.Playbook, options: new CaseOptions { Scope = ["a;b"] }));
        Assert.Throws<ArgumentException>(() => w.Playbook.Lint(rules: ["bom;link-broken"]));
        Assert.Throws<ArgumentException>(() => AcmPlaybook.Fact.Set("a\nb"));
        Assert.Throws<ArgumentOutOfRangeException>(() => w.Case.Plan(new PlanOptions { States = [(State)99] }));
        Assert.Throws<ArgumentNullException>(() => w.Case.Plan(new PlanOptions { Facts = null! }));
        Assert.Null(w.Roster.Find("cid"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xd800)]
    [InlineData(0xdfff)]
    public void What_is_no_text_is_refused(int unit)
    {
        string text = $"a{(char)unit}b"; // made here: runners change such texts on their way
        using var w = new World();
        Assert.Throws<ArgumentException>(() => w.Playbook.FindId(text));
        Assert.Throws<ArgumentException>(() => w.Roster.Add(text));
        Assert.Throws<ArgumentException>(() => w.Roster.Find(text));
        Assert.Throws<ArgumentException>(() => w.Case.Waive("mail/in-1", text + "\ud800", w.Ben));
        Assert.Throws<ArgumentException>(() => w.Playbook.GetText(1, TextField.Name, text));
        Assert.True(Record.Exception(() => Playbook.ReadPage(text)) is ArgumentException
            or AcmFormatException { Line: 1 });
        Assert.Throws<ArgumentException>(() => new Builder(text));
        Assert.Throws<ArgumentException>(() => Playbook.ReadPages([new SourceFile(text, default)]));
    }

    [Fact]
    public void A_nul_within_a_command_is_the_librarys_to_refuse()
    {
        using var w = new World();
        Assert.Equal(Status.Encoding, Assert.Throws<AcmFormatException>(() => w.Case.SetFact("a\0b", 1)).Status);
        Assert.Equal(Status.Encoding, Assert.Throws<AcmFormatException>(() => w.Case.SetFact("a", "b\0c")).Status);
        Assert.Throws<AcmFormatException>(() => w.Case.Post([new Command(CommandKind.RemoveFact) { _text_len = 1 }],
            [0xff]));
        Assert.Throws<AcmException>(() => w.Case.Post([new Command(CommandKind.RemoveFact) { _text_len = 9 }], [0x61]));
    }

    [Fact]
    public void Very_long_texts_are_read_or_refused()
    {
        string text = new('x', 100_000_000);
        Assert.Equal(Status.Limit, Assert.Throws<AcmFormatException>(() => Playbook.ReadPage(text)).Status);
        using var w = new World();
        Assert.Throws<AcmNotFoundException>(() => w.Playbook.FindId(text));
        Assert.Null(w.Roster.Find(text));
        Assert.ThrowsAny<AcmException>(() => w.Roster.Add(text));
        Assert.Throws<AcmNotFoundException>(() => w.Roster["nobody"]);
        w.Case.SetFact("long", text);
        Assert.Contains(w.Log.Drain(), e => e.Text?.Length > text.Length);
    }

    [Fact]
    public void Empty_bytes_are_read_or_refused()
    {
        Playbook.ReadPage(default(ReadOnlySpan<byte>)).Dispose();
        Assert.Throws<AcmFormatException>(() => Playbook.ReadJson(""u8));
        Assert.Throws<AcmFormatException>(() => Playbook.ReadCmmn(default(ReadOnlySpan<byte>)));
        Assert.Throws<AcmFormatException>(() => Scenario.Parse(""));
        Assert.Equal(Status.NotFound, Assert.Throws<AcmNotFoundException>(() => Playbook.ReadPages([])).Status);
        var e = Assert.Throws<AcmFormatException>(() =>
            Playbook.ReadPage("ab\xff"u8[..2].ToArray().Append((byte)0xff).ToArray()));
        Assert.Equal((Status.Encoding, 1, 3, 2L), (e.Status, e.Line, e.Column, e.Offset));
    }

    [Fact]
    public void Exceptions_of_callbacks_come_back_as_they_were()
    {
        using var w = new World();
        Assert.Equal("full", Assert.Throws<IOException>(() => w.Playbook.WriteJson(new FullStream())).Message);
        Assert.Throws<IOException>(() => w.Playbook.WriteCmmn(new FullStream()));
        Assert.Throws<IOException>(() => w.Playbook.Lint().Write(new FullStream(), ReportFormat.Sarif));
        Assert.Equal("torn", Assert.Throws<IOException>(() => Playbook.ReadPages(Torn())).Message);
        using var report = new ScenarioReport(new FullStream(), ScenarioFormat.Json);
        Assert.Throws<IOException>(() => report.Add(new ScenarioOutcome { Id = "x" }));

        static IEnumerable<SourceFile> Torn()
        {
            yield return new SourceFile("a.md", "# A"u8.ToArray());
            throw new IOException("torn");
        }
    }

    [Fact]
    public void A_callback_cannot_come_back_into_what_is_running()
    {
        using var w = new World();
        Assert.Throws<InvalidOperationException>(() => new CaseTrace(w).Run());
    }

    [Fact]
    public void Two_threads_in_one_case_are_an_exception_and_many_cases_are_fine()
    {
        using var w = new World();
        w.Case.Confirm("mail/in-1", w.Ben);
        int busy = 0, done = 0;
        Parallel.For(0, 4, _ =>
        {
            for (int i = 0; i < 3000; i++)
            {
                try
                {
                    w.Case.SetFact("x", i);
                    w.Log.Clear();
                    Interlocked.Increment(ref done);
                }
                catch (InvalidOperationException)
                {
                    Interlocked.Increment(ref busy);
                }
            }
        });
        Assert.Equal(12000, busy + done);
        Assert.Equal(State.Active, w.Case.StateOf("5001"));

        Parallel.For(0, 200, _ =>
        {
            using var roster = new Roster();
            Participant ana = roster.Add("ana", null, "FM");
            using var log = new EventLog();
            using var c = new Case(w.Playbook, roster, log, new CaseOptions { Roles = RolesMode.Record });
            c.Confirm("mail/in-1", ana);
            c.Complete("5001", ana);
            Assert.Equal("Count the mailboxes", w.Playbook["5001"].Name);
            Assert.NotEmpty(c.DrainEvents());
        });
    }

    [Fact]
    public void Collection_in_any_order_frees_everything()
    {
        using var shared = new World();
        for (int round = 0; round < 20; round++)
        {
            Abandon(shared);
            shared.Case.SetFact("round", round); // while the finalizers run
            GC.Collect();
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        shared.RunToTheEnd();
        Assert.Equal(State.Completed, shared.Case.StateOf("5001"));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Abandon(World shared)
        {
            for (int i = 0; i < 50; i++)
            {
                var w = new World();
                w.Case.Confirm("mail/in-1", w.Ben);
                _ = w.Case.Copy(w.Log);
                _ = new Case(shared.Playbook, shared.Roster, i % 2 == 0 ? shared.Log : new EventLog());
                _ = w.Playbook.Lint();
                _ = new Builder();
            }
        }
    }

    [Fact]
    public void Disposing_while_a_call_runs_waits_for_it()
    {
        for (int i = 0; i < 200; i++)
        {
            var w = new World();
            w.Case.Confirm("mail/in-1", w.Ben);
            using var start = new Barrier(2);
            var other = new Thread(() =>
            {
                start.SignalAndWait();
                w.Dispose();
            });
            other.Start();
            start.SignalAndWait();
            try
            {
                while (true)
                {
                    w.Case.SetFact("x", 1);
                    w.Log.Drain(new Event[4]);
                    _ = w.Playbook["5001"].Name;
                }
            }
            catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
            {
            }
            other.Join();
        }
    }

    [Fact]
    public void Readers_of_what_is_disposed_of_meanwhile_end_with_an_exception()
    {
        for (int i = 0; i < 50; i++)
        {
            Playbook playbook = Samples.Playbook();
            Item item = playbook["5001"];
            Thread[] readers = [.. Enumerable.Range(0, 3).Select(_ => new Thread(() => Assert.Throws<
                ObjectDisposedException>(() => { while (item.Name.Length > 0) { } })))];
            Array.ForEach(readers, reader => reader.Start());
            Thread.SpinWait(i * 500);
            playbook.Dispose();
            Array.ForEach(readers, reader => reader.Join());
        }
    }

    [Fact]
    public void A_callback_may_read_and_dispose_of_what_calls_it()
    {
        using Playbook other = Samples.Playbook();
        Playbook playbook = Samples.Playbook();
        string json = playbook.ToJson();
        var told = new HookedStream(() =>
        {
            _ = (playbook.Items.Count, other.Revision);
            playbook.Dispose();
            other.Dispose();
        });
        playbook.WriteJson(told);
        Assert.Equal(json, System.Text.Encoding.UTF8.GetString(told.ToArray()));
        Assert.Throws<ObjectDisposedException>(() => playbook.Revision);
        Assert.Throws<ObjectDisposedException>(() => other.Revision);
    }

    private sealed class HookedStream(Action first) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Interlocked.Exchange(ref first!, null)?.Invoke();
            base.Write(buffer);
        }
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("full");
    }

    /// <summary>Comes back into a builder from within its own call.</summary>
    private sealed class CaseTrace(World w)
    {
        internal void Run()
        {
            using var scenario = Scenario.Parse(
                """{"id": "a", "model": "m", "steps": [{"expect": {"case": "active"}}]}"""u8);
            scenario.Run(w.Playbook, new ScenarioOptions { Watch = m => m.Case.Complete() });
        }
    }
}
