using AcmPlaybook;

namespace Stories;

/// <summary>
/// Makes a playbook without a page: two stages, the second waiting for the first and for a statement that somebody
/// confirms. Prints its items by depth.
/// </summary>
internal static class Build
{
    private const ItemFlags Work = ItemFlags.Required | ItemFlags.AutoComplete;

    internal static void Tell()
    {
        using var builder = new Builder("Mail engagement");
        uint prepare = builder.Add(builder.Root, ItemKind.Stage, "prepare", "Prepare", Work);
        AddTask(builder, prepare, "prepare/count", "Count the mailboxes", ItemFlags.Required, "FM");
        AddTask(builder, prepare, "prepare/tell", "Tell the users", ItemFlags.Manual, "FE");

        uint move = builder.Add(builder.Root, ItemKind.Stage, "move", "Move", Work);
        AddTask(builder, move, "move/mail", "Move the mail", ItemFlags.Required, "FE");
        uint entry = builder.AddCriterion(move, CriterionKind.Entry);
        builder.AddOnPart(entry, prepare, Transition.Complete);
        builder.AddCondition(move, ConditionKind.Input, "move/licences", "The customer owns licences", entry);

        using Playbook playbook = builder.Finish();
        foreach (Item item in playbook.Items)
        {
            string optional = item.IsRequired || item.Parent is null ? "" : " (optional)";
            Console.WriteLine(new string(' ', 2 * item.Depth) + item.Name + optional);
        }
    }

    private static void AddTask(Builder builder, uint stage, string key, string name, ItemFlags flags, string role)
    {
        uint task = builder.Add(stage, ItemKind.Task, key, name, flags);
        builder.AddRef(task, RefKind.Performer, builder.GetOrAddTerm(TermKind.Role, role));
    }
}
