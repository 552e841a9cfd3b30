namespace AcmPlaybook.Tests;

/// <summary>The words of tests/data/spec/README.md.</summary>
internal static class SpecWords
{
    internal static readonly Dictionary<string, ItemKind> Kinds = new()
    {
        ["stage"] = ItemKind.Stage, ["task"] = ItemKind.Task, ["milestone"] = ItemKind.Milestone,
        ["user"] = ItemKind.UserListener, ["timer"] = ItemKind.TimerListener, ["listener"] = ItemKind.EventListener,
    };

    internal static readonly Dictionary<string, ItemFlags> Flags = new()
    {
        ["required"] = ItemFlags.Required, ["manual"] = ItemFlags.Manual, ["auto"] = ItemFlags.AutoComplete,
        ["non-blocking"] = ItemFlags.NonBlocking, ["repeats"] = ItemFlags.Repeats,
    };

    internal static readonly Dictionary<string, CriterionFlags> CriterionFlags = new()
    {
        ["+on-event"] = AcmPlaybook.CriterionFlags.OnEvent, ["+exit-active"] = AcmPlaybook.CriterionFlags.ExitActive,
        ["+exit-enabled"] = AcmPlaybook.CriterionFlags.ExitEnabled, ["+complete"] = AcmPlaybook.CriterionFlags.Complete,
        ["+force-complete"] = AcmPlaybook.CriterionFlags.ForceComplete,
    };

    /// <summary>"parent-suspend" as a value of an enum.</summary>
    internal static T Named<T>(string word)
        where T : struct, Enum => Enum.Parse<T>(word.Replace("-", "").Replace("_", ""), ignoreCase: true);

    internal static string[] Parts(string text) =>
        text == "-" ? [] : text.Split(" ; ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal static string Word(Transition transition) =>
        string.Concat(transition.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{c}"
            : $"{c}")).ToLowerInvariant();
}

/// <summary>A case of a playbook in a few lines, and what is done with it step by step.</summary>
internal sealed class SpecWorld : IDisposable
{
    private readonly EventLog _log = new();
    private readonly Playbook _playbook;
    private readonly bool _again;
    private readonly uint _case;

    /// <summary>The transitions of all worlds.</summary>
    internal static readonly HashSet<(string, string, string, string)> Seen = [];

    /// <param name="lines">The playbook.</param>
    /// <param name="plan">The stage that is the case.</param>
    /// <param name="again">Whether the case is made again from its snapshot before each step.</param>
    internal SpecWorld(IEnumerable<string> lines, string? plan = null, bool again = false)
    {
        using var builder = new Builder();
        var ids = new Dictionary<string, uint> { ["root"] = builder.Root };
        foreach (string line in lines)
        {
            AddLine(builder, ids, line);
        }
        _playbook = builder.Finish();
        _again = again;
        _case = plan is null ? 1 : _playbook.FindId(plan);
        Case = new Case(_playbook, null, _log, new CaseOptions { Plan = plan is null ? default : (Target)plan });
    }

    internal Case Case { get; private set; }

    public void Dispose()
    {
        Case.Dispose();
        _log.Dispose();
        _playbook.Dispose();
    }

    internal void Run(string steps)
    {
        foreach (string step in SpecWords.Parts(steps))
        {
            string[] words = step.Split(' ');
            if (words[0] is "is" or "log" or "required" or "optional")
            {
                Expect(words[0], words[1..]);
                continue;
            }
            string? refused = words[^1].StartsWith('!') ? words[^1][1..] : null;
            Drain();
            Assert.Equal(refused is null ? null : SpecWords.Named<Status>(refused),
                Try(refused is null ? step : string.Join(' ', words[..^1])));
        }
    }

    /// <summary>Takes one step; null if it was accepted, else why not.</summary>
    internal Status? Try(string step)
    {
        if (_again)
        {
            byte[] bytes = Case.Snapshot();
            Case.Dispose();
            Case = Case.Restore(_playbook, bytes, null, _log);
        }
        (string verb, string rest) = Halves(step, ' ');
        var list = new CommandList();
        if (verb == "fact")
        {
            (string name, string value) = Halves(rest, '=');
            list.SetFact(name, value switch
            {
                "true" => true, "false" => false, "null" => default, _ => long.Parse(value),
            });
        }
        else
        {
            list.Add(verb == "time"
                ? new Command(CommandKind.Advance, time: DateTimeOffset.UnixEpoch.AddSeconds(long.Parse(rest)))
                : new Command(SpecWords.Named<CommandKind>(verb), Item(rest), 0, Instance(rest)));
        }
        return Case.TryPost(list.Commands, list.Text, out _, out var refusal) ? null : refusal.Status;
    }

    /// <summary>The events since the last look.</summary>
    internal Event[] Drain()
    {
        var events = new Event[_log.Count];
        _log.Drain(events);
        Seen.UnionWith(events.Where(e => e.Kind <= EventKind.Close).Select(Told));
        return events;
    }

    /// <summary>The id that a step means, 0 for the case.</summary>
    internal uint Item(string key) => key == "case" ? 0 : _playbook.FindId(Halves(key, '#').First);

    /// <summary>Life cycle, transition, state before, state after.</summary>
    private (string, string, string, string) Told(Event e)
    {
        string kind = SpecWords.Word((Transition)e.Kind);
        if (e.Item == _case && kind is "create" or "start") // the log says how the stage begins that is the case
        {
            return ("case", "create", "none", "active");
        }
        string cycle = e.Item == _case ? "case"
            : _playbook.GetItem(e.Item).Kind is ItemKind.Stage or ItemKind.Task ? "work" : "event";
        // It resumes to where it was, of which the table names one.
        return (cycle, kind, Library.NameOf(e.From), kind == "parent-resume" ? "active" : Library.NameOf(e.To));
    }

    private uint Instance(string key) => key.Contains('#')
        ? Case.GetBoard().Where(row => row.Item == Item(key)).ElementAt(int.Parse(Halves(key, '#').Second) - 1).Instance
            : 0;

    private void Expect(string what, string[] words)
    {
        uint item = what == "log" ? 0 : Item(words[0]);
        BoardRow[] rows = [.. Case.GetBoard().Where(row => row.Item == item)];
        switch (what)
        {
            case "is":
                IEnumerable<State> states = item == 0 ? [Case.State] : rows.Select(row => row.State).DefaultIfEmpty();
                Assert.Equal(words[1..], states.Select(Library.NameOf));
                break;
            case "log":
                Assert.Equal(string.Join(' ', words), string.Join(' ', Drain().Where(e => e.Kind <= EventKind.Close)
                    .Select(e =>
                        $"{(e.Item == 1 ? "case" : _playbook.GetKey(e.Item))} {SpecWords.Word((Transition)e.Kind)}")));
                break;
            default:
                uint only = Instance(words[0]);
                rows = [.. rows.Where(row => only == 0 || row.Instance == only)];
                Assert.NotEmpty(rows);
                Assert.All(rows, row => Assert.Equal(what == "required", row.IsRequired));
                break;
        }
    }

    private static void AddLine(Builder builder, Dictionary<string, uint> ids, string line)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (SpecWords.Kinds.TryGetValue(words[0], out ItemKind kind))
        {
            string key = words[1];
            ItemFlags flags = words[2..].Aggregate(ItemFlags.None, (all, w) =>
                all | SpecWords.Flags.GetValueOrDefault(w));
            ids[key] = builder.Add(Parent(ids, key, "root"), kind, key, null, flags);
            foreach ((string control, string value) in words[2..].Where(w => w.Contains('=')).Select(w => Halves(w,
                '=')))
            {
                builder.SetControl(ids[key], SpecWords.Named<Control>(control), value);
            }
        }
        else if (words[0] == "input")
        {
            builder.AddCondition(Parent(ids, words[1], null!), ConditionKind.Input, words[1], words[1]);
        }
        else if (words[0] == "semantics")
        {
            builder.SetSemantics(SpecWords.Named<Semantics>(words[1]));
        }
        else
        {
            AddCriterion(builder, ids, words);
        }
    }

    private static void AddCriterion(Builder builder, Dictionary<string, uint> ids, string[] words)
    {
        CriterionFlags flags = words.Aggregate(CriterionFlags.None,
            (all, w) => all | SpecWords.CriterionFlags.GetValueOrDefault(w));
        int condition = Array.IndexOf(words, "if");
        string? expression = condition < 0 ? null : string.Join(' ', words[(condition + 1)..]);
        uint criterion = builder.AddCriterion(ids[words[0]],
            words[1] == "enters" ? CriterionKind.Entry : CriterionKind.Exit, expression, flags);
        string[] parts = [.. words[2..(condition < 0 ? words.Length : condition)].Where(w => !w.StartsWith('+'))];
        for (int i = 0; i < parts.Length; i += 2)
        {
            builder.AddOnPart(criterion, ids[parts[i]], SpecWords.Named<Transition>(parts[i + 1]));
        }
    }

    private static uint Parent(Dictionary<string, uint> ids, string key, string otherwise) =>
        ids[key.Contains('/') ? key[..key.LastIndexOf('/')] : otherwise];

    private static (string First, string Second) Halves(string text, char at)
    {
        int i = text.IndexOf(at);
        return i < 0 ? (text, "") : (text[..i], text[(i + 1)..]);
    }
}
