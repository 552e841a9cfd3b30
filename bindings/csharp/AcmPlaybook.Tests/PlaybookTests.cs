using System.Text;

namespace AcmPlaybook.Tests;

public sealed class PlaybookTests
{
    [Fact]
    public void Items_are_views_in_document_order()
    {
        using Playbook p = Samples.Playbook();
        Item task = p["5001"];
        Assert.Equal(("mail/5001", "Count the mailboxes", 5001L), (task.Key, task.Name, task.Number));
        Assert.Equal((ItemKind.Task, ItemPart.Task, true), (task.Kind, task.Part, task.IsRequired));
        Assert.Equal("FastTrack Manager", Assert.Single(task.Performers).Name);
        Assert.Equal("role:fasttrack_manager", task.Performers[0].Key);
        Assert.Equal(p["mail/step-1"], task.Parent);
        Assert.Equal(p["5003"], task.Parent!.Value.Children[2]);
        Assert.Empty(task.Children);
        Assert.All(p.Items, item => Assert.Equal(item, p.GetItem(item.Id)));
        Assert.Equal(p.Items[0], p.Root);
        Assert.Null(p.Root.Parent);
        Assert.Null(p.Root.Number);
        Assert.True(task.Line > 0);
        Assert.True(task != p.Root && task.Equals((object)p["5001"]));
        Assert.Equal("mail/5001: Count the mailboxes", task.ToString());
        Assert.Equal("none", default(Item).ToString());
        Assert.Equal((null, null), task.Due);
        Assert.Equal(p.Items.Count - 1, Count(p.Root));

        static int Count(Item item) => item.Children.Sum(child => 1 + Count(child));
    }

    [Fact]
    public void Conditions_terms_numbers_and_pages()
    {
        using Playbook p = Samples.Playbook();
        Condition input = p.GetCondition("mail/in-1");
        Assert.Equal((ConditionKind.Input, "The customer owns licences", false),
            (input.Kind, input.Statement, input.IsOptional));
        Assert.Equal(p["mail"], input.Item);
        Assert.Equal(p["mail"], input.Gates);
        Assert.Equal(input, Assert.Single(p["mail"].Conditions));
        Assert.Contains(p.Roles, role => role.Name == "FastTrack Engineer");
        Assert.Equal(p.GetTerm(TermKind.Role, "FE"), p.GetTerm(TermKind.Role, "fasttrack_engineer"));
        Assert.Throws<AcmNotFoundException>(() => p.GetTerm(TermKind.Service, "nothing"));
        Assert.Equal([(5001L, p["5001"]), (5002L, p["5002"]), (5003L, p["5003"])], p.GetNumbers());
        Page page = Assert.Single(p.Pages);
        Assert.Equal(("mail.md", "Move the Mail", "en"), (page.Path, page.Title, page.Language));
        Assert.Equal(p["mail"], page.Item);
        Assert.Null(page.GetValue("ms.date"));
        Assert.Equal(p["5001"].Line, p["5001"].PlaceIn(0)!.Value.Line);
        Assert.Null(p["5001"].PlaceIn(7));
        Assert.Equal(["en"], p.Languages);
        Assert.Equal(Semantics.None, p.Semantics);
        Assert.Throws<AcmNotFoundException>(() => p.GetCondition("mail"));
        Assert.Throws<AcmNotFoundException>(() => p["mail/in-1"]);
    }

    [Fact]
    public void Find_is_quiet_about_what_is_not_there()
    {
        using Playbook p = Samples.Playbook();
        Assert.Null(p.Find("nothing"));
        Assert.Null(p.Find("mail/in-1"));
        Assert.Equal(p["5001"], p.Find("5001"));
        Assert.Equal(p["5001"].Id, p.FindId("5001"u8));
        Assert.Equal(Status.NotFound, Assert.Throws<AcmNotFoundException>(() => p.FindId(""u8)).Status);
    }

    [Fact]
    public void Texts_come_without_strings_too()
    {
        using Playbook p = Samples.Playbook();
        Span<byte> room = stackalloc byte[64];
        Assert.True(p.TryGetText(p["5001"].Id, TextField.Name, room, out int n));
        Assert.Equal("Count the mailboxes", Encoding.UTF8.GetString(room[..n]));
        Assert.False(p.TryGetText(p["5001"].Id, TextField.Name, room[..3], out _));
        Assert.True(p.TryGetKey(p["5001"].Id, room, out n));
        Assert.Equal("mail/5001", Encoding.UTF8.GetString(room[..n]));
        Assert.False(p.TryGetKey(99, room, out _));
    }

    [Fact]
    public void A_folder_is_one_playbook_in_two_languages()
    {
        using Playbook p = Playbook.Read(Samples.Examples("playbooks"));
        Assert.Equal(["en", "zh-hans"], p.Languages);
        Item task = p.Items.First(i => i.Number is not null);
        Assert.NotEqual(task.Name, task.NameIn("zh-hans"));
        Assert.Equal(task.Name, task.NameIn("xx"));
        p.GetText(task.Id, TextField.Name, "zh-hans", out string? used);
        Assert.Equal("zh-hans", used);
        Assert.Contains(p.Pages, page => page is { Language: "zh-hans", Base: not null });
        Assert.NotEqual("", p.ToOutline());
        using Findings lint = p.Lint(Severity.Note, new DateOnly(2026, 1, 1), partial: true);
        Assert.StartsWith("{", p.Lint().ToString(ReportFormat.Sarif).TrimStart());
        Assert.Throws<AcmNotFoundException>(() => p.Lint(rules: ["no-such-rule"]));
        Assert.Equal(p.Revision, Playbook.Read(Samples.Examples("playbooks")).Revision);
    }

    [Fact]
    public void Goes_to_json_and_cmmn_and_back()
    {
        using Playbook p = Samples.Playbook();
        using var bytes = new MemoryStream();
        p.WriteJson(bytes, JsonFlags.Indent);
        Assert.Equal(p.ToJson(JsonFlags.Indent), Encoding.UTF8.GetString(bytes.ToArray()));
        using Playbook json = Playbook.ReadJson(bytes.ToArray());
        Assert.Equal(p.ToJson(), json.ToJson());
        using Playbook same = Playbook.ReadJson(p.ToJson());
        Assert.Equal(p.Revision, same.Revision);
        using Playbook cmmn = Playbook.ReadCmmn(p.ToCmmn());
        Assert.Equal(p.Items.Select(i => i.Key), cmmn.Items.Select(i => i.Key));
        Assert.DoesNotContain("CMMNShape", p.ToCmmn(CmmnFlags.NoDiagram));
        Assert.Contains("CMMNShape", p.ToCmmn());
        Assert.StartsWith("sha256:", p.Revision);
        var e = Assert.Throws<AcmFormatException>(() => Playbook.ReadJson("{\n \"x\": }"u8));
        Assert.Equal(Status.Syntax, e.Status);
        Assert.Equal(2, e.Line);
        Assert.EndsWith($"(line 2, column {e.Column})", e.Message);
    }

    [Fact]
    public void What_a_page_has_wrong_is_found()
    {
        using Playbook p = Playbook.Read(Samples.Data("pages", "faulty.md"));
        Finding first = p.Findings[0];
        Assert.True(first.Line > 0);
        Assert.EndsWith("faulty.md", first.File);
        Assert.Contains(Rule.All, r => r.Id == first.Rule && r.Severity == first.Severity);
        Assert.Equal(p.Findings.Count, p.Findings.ToString().TrimEnd().Split('\n').Length);
        Assert.Contains(first.Rule, first.ToString());
        Assert.All(Rule.All, r => Assert.NotEmpty(r.Summary));
    }

    [Fact]
    public void A_file_says_what_it_is()
    {
        using Playbook model = Playbook.Read(Samples.Data("scenarios", "models", "reading-room.cmmn"),
            new ReadOptions { Case = "loan" });
        Assert.NotEmpty(model.Items);
        Assert.Throws<FileNotFoundException>(() => Playbook.Read(Samples.Data("none.md")));
        Assert.Throws<AcmNotFoundException>(() => Samples.Playbook().Findings.Count == 0
            ? Playbook.ReadPage("# x", new ReadOptions { Language = "klingon" }) : null!);
    }

    [Fact]
    public void Mapping_options_change_what_is_made()
    {
        using Playbook p = Playbook.ReadPage(Samples.Page,
            new ReadOptions { File = "mail.md", AutoComplete = true, Ordering = Ordering.Steps,
                BareSteps = BareSteps.Ignore });
        Assert.True(p["mail"].Flags.HasFlag(ItemFlags.AutoComplete));
        Assert.Throws<AcmFormatException>(() => Playbook.ReadPage(Samples.Page, new ReadOptions { MaxBytes = 10 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Playbook.ReadPage(Samples.Page,
            new ReadOptions { MaxBytes = -1 }));
    }
}
