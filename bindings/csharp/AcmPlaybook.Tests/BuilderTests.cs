namespace AcmPlaybook.Tests;

public sealed class BuilderTests
{
    [Fact]
    public void Makes_what_reading_makes()
    {
        using var b = new Builder("Mail engagement", "en");
        uint prepare = b.Add(b.Root, ItemKind.Stage, "prepare", "Prepare", ItemFlags.Required | ItemFlags.AutoComplete);
        uint count = b.Add(prepare, ItemKind.Task, "prepare/count", "Count", ItemFlags.Required, 5001);
        uint move = b.Add(b.Root, ItemKind.Stage, "move", "Move", ItemFlags.Required);
        b.SetFlags(move, ItemFlags.Required | ItemFlags.AutoComplete);
        uint tell = b.Add(move, ItemKind.Task, "move/tell", "Tell", ItemFlags.Manual);
        b.AddRef(count, RefKind.Performer, b.GetOrAddTerm(TermKind.Role, "FM"));
        uint entry = b.AddCriterion(move, CriterionKind.Entry, "seats > 10");
        b.AddOnPart(entry, prepare, Transition.Complete);
        uint licences = b.AddCondition(move, ConditionKind.Input, "move/licences", "There are licences", entry);
        b.SetFlags(licences, ConditionFlags.None);
        b.SetControl(move, Control.Due, "P5D");
        b.SetControl(count, Control.Due, "2026-03-31T17:00Z");
        b.SetPlace(move, ItemPart.Step, 12, 3);
        b.SetText(move, TextField.Name, "Umziehen", "de");
        uint leave = b.AddCriterion(tell, CriterionKind.Exit, "over");
        uint after = b.Add(b.Root, ItemKind.Milestone, "after");
        b.AddOnExit(b.AddCriterion(after, CriterionKind.Entry), leave);
        b.SetSemantics(Semantics.ListenersRepeat);
        b.ApplyOverlay("""{"items": {"move/tell": {"required_when": "wants_it"}}}""", "overlay.json");

        using Playbook p = b.Finish();
        Assert.Equal(["en", "de"], p.Languages);
        Assert.Equal("Umziehen", p["move"].NameIn("de"));
        Assert.Equal((TimeSpan.FromDays(5), null), p["move"].Due);
        Assert.Equal((null, new DateTimeOffset(2026, 3, 31, 17, 0, 0, default)), p["prepare/count"].Due);
        Assert.Equal("wants_it", p["move/tell"].GetControl(Control.RequiredWhen));
        Assert.Equal((ItemPart.Step, 12, 3), (p["move"].Part, p["move"].Line, p["move"].Column));
        Assert.Equal(Semantics.ListenersRepeat, p.Semantics);
        Assert.Equal(p["move"], p.GetCondition("move/licences").Gates);

        using var c = new Case(p, options: new CaseOptions
        {
            Roles = RolesMode.Record, Facts = new Dictionary<string, Fact> { ["seats"] = 11, ["name"] = "x" },
        });
        c.Complete("5001");
        Assert.Equal(State.Available, c.StateOf("move"));
        c.Waive("move/licences", "agreed by phone");
        Assert.Equal(State.Completed, c.StateOf("move")); // with nothing required in it
        Assert.Equal(ConditionState.Waived, c.ConditionOf("move/licences"));
    }

    [Fact]
    public void What_does_not_fit_is_refused_and_the_builder_goes_on()
    {
        using var b = new Builder();
        uint task = b.Add(b.Root, ItemKind.Task, "a");
        Assert.Equal(Status.Exists, Assert.Throws<AcmModelException>(() => b.Add(b.Root, ItemKind.Task, "a")).Status);
        Assert.Equal(Status.Model, Assert.Throws<AcmModelException>(() => b.Add(task, ItemKind.Task, "b")).Status);
        Assert.Equal(Status.NotFound, Assert.Throws<AcmNotFoundException>(() => b.Add(99, ItemKind.Task, "b")).Status);
        var e = Assert.Throws<AcmFormatException>(() => b.AddCriterion(task, CriterionKind.Exit, "1 +"));
        Assert.Equal(Status.Syntax, e.Status);
        Assert.True(e.Column > 0);
        var o = Assert.Throws<AcmFormatException>(() => b.ApplyOverlay("{\n  \"what\": 1}", "overlay.json"));
        Assert.Equal((2, "overlay.json"), (o.Line, o.Path));
        Assert.Contains("(overlay.json, line 2, column ", o.Message);
        using Playbook p = b.Finish();
        Assert.Equal(2, p.Items.Count);
    }
}
