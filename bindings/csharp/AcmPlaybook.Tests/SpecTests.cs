namespace AcmPlaybook.Tests;

/// <summary>
/// The tables of CMMN 1.1 in tests/data/spec through this binding; README.md there says how they read.
/// </summary>
public sealed class SpecTests
{
    private static readonly string[] RuleTables =
        ["activation", "required", "repetition", "sentries", "propagation", "on-parts", "extensions"];

    private static readonly string[] StepTables =
        ["case-steps", "work-steps", "event-steps", "work-completion", "event-completion"];

    private static readonly string[] CycleTables = ["case", "work", "event"];

    public static TheoryData<string> Rules => [.. RuleTables];

    public static TheoryData<string> Steps => [.. StepTables];

    public static TheoryData<string> Cycles => [.. CycleTables];

    [Theory, MemberData(nameof(Rules))]
    public void Rules_hold(string table)
    {
        foreach (Row row in Row.Of(table))
        {
            foreach (bool again in (bool[])[false, true])
            {
                Within($"{table}: {row["clause"]} {row["name"]}", () =>
                {
                    using var w = new SpecWorld(SpecWords.Parts(row["model"]), null, again);
                    w.Run(row["steps"]);
                    w.Run(row["holds"]);
                });
            }
        }
    }

    [Theory, MemberData(nameof(Steps))]
    public void Cells_hold(string table)
    {
        List<Row> models = Row.Of("models"), places = Row.Of("places");
        int cells = 0;
        foreach (Row row in Row.Of(table))
        {
            foreach (string subject in row["of"].Split(' '))
            {
                string model = models.Single(m => m["of"] == subject)["lines"];
                foreach ((string state, string outcome) in row.After("cause").Where(cell => cell.Value != "."))
                {
                    bool more = row["gate"] != "-" || row["item"] != "-" || row["more"] != "-";
                    var ways = places.Where(p => p["of"].Split(' ').Contains(subject) && p["state"] == state).ToList();
                    Assert.NotEmpty(ways);
                    foreach (Row way in ways.Take(more ? 1 : ways.Count).Where(p => p["steps"] != "never"))
                    {
                        Within($"{table}: {row["clause"]}, {subject} {state} {way["how"]}, {row["step"]} -> {outcome}",
                            () => Check(row, way, model, subject, state, outcome));
                        cells++;
                    }
                }
            }
        }
        Assert.True(cells > 50);
    }

    /// <summary>All that the other tables cause leads where this one says, and they cause each of its cells.</summary>
    [Theory, MemberData(nameof(Cycles))]
    public void Transitions_are_those_of_the_table(string table)
    {
        foreach (string rules in RuleTables)
        {
            Rules_hold(rules);
        }
        foreach (string steps in StepTables)
        {
            Cells_hold(steps);
        }
        var said = Row.Of(table).SelectMany(row => row.After("clause").Where(cell => cell.Value != "-")
            .Select(cell => (table, row["transition"], cell.Key, cell.Value)));
        Assert.Equal(said.Order(), SpecWorld.Seen.Where(told => told.Item1 == table).Order());
    }

    [Fact]
    public void All_tables_are_run() => Assert.Equal(
        Directory.GetFiles(Samples.Data("spec"), "*.tsv").Select(Path.GetFileNameWithoutExtension).Order(),
        ((string[])[.. RuleTables, .. StepTables, .. CycleTables, "models", "places"]).Order());

    private static void Check(Row row, Row way, string model, string subject, string state, string outcome)
    {
        bool isCase = row["in"] == "case";
        string lines = model.Replace("{gate}", Word(row["gate"])).Replace("{item}",
            $"{Word(row["item"])} {Word(way["item"])}")
            .Replace("{more}", $"{Word(row["more"])} ; {Word(way["more"])}");
        using var w = new SpecWorld(SpecWords.Parts(lines.Replace(" ;  ; ", " ; ").Replace(" ;  ; ", " ; "))
            .Where(line => line.Trim(' ', ';') != ""), isCase ? "gate" : null);
        w.Run(isCase ? way["steps"]["start gate".Length..].TrimStart(' ', ';') : way["steps"]);
        State at = subject == "case" ? w.Case.State : w.Case.StateOf("gate/item");
        Assert.Equal(state.StartsWith("suspended") ? "suspended" : state, Library.NameOf(at));

        string[] steps = SpecWords.Parts(row["step"]);
        foreach (string step in steps[..^1])
        {
            w.Try(step);
        }
        Target who = row["who"] switch { "case" => default(Target), "gate" => "gate", _ => "gate/item" };
        State from = w.Case.StateOf(who);
        w.Drain();
        byte[] before = w.Case.Snapshot();
        Status? refused = w.Try(steps[^1]);
        if (outcome.StartsWith('-'))
        {
            Assert.Equal(outcome == "-" ? Status.State : SpecWords.Named<Status>(outcome[1..]), refused);
            Assert.Equal(before, w.Case.Snapshot());
            Assert.Empty(w.Drain());
            return;
        }
        Assert.Null(refused);
        uint item = row["who"] == "case" ? 1 : w.Item(row["who"] == "gate" ? "gate" : "gate/item");
        var events = new Queue<Event>(w.Drain().Where(e => e.Item == item));
        foreach (string word in outcome == "=" ? [] : outcome.Split(' '))
        {
            string[] named = word.Split(':');
            string[] kind = named.Length == 1 ? [row["event"], row["cause"]] : named[0].Split('/');
            Event e = events.Dequeue();
            Assert.Equal((SpecWords.Named<Transition>(kind[0]), from), ((Transition)e.Kind, e.From));
            Assert.Equal(named[^1], Library.NameOf(e.To));
            if (kind.Length > 1)
            {
                Assert.Equal(SpecWords.Named<Cause>(kind[1]), e.Cause);
            }
            from = e.To;
        }
        Assert.Empty(events);
        Assert.Equal(from, w.Case.StateOf(who));
    }

    private static string Word(string field) => field == "-" ? "" : field;

    private static void Within(string name, Action test)
    {
        try
        {
            test();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(name, e);
        }
    }

    private sealed record Row(string[] Columns, string[] Fields)
    {
        internal string this[string column] => Fields[Array.IndexOf(Columns, column)];

        internal IEnumerable<KeyValuePair<string, string>> After(string column) =>
            Columns.Zip(Fields, KeyValuePair.Create).Skip(Array.IndexOf(Columns, column) + 1);

        internal static List<Row> Of(string table)
        {
            string[][] lines = [.. File.ReadLines(Samples.Data("spec", $"{table}.tsv"))
                .Where(line => line != "" && line[0] != '#').Select(line => line.Split('\t'))];
            return [.. lines[1..].Select(fields => new Row(lines[0], fields))];
        }
    }
}
