using AcmPlaybook;

namespace Stories;

/// <summary>
/// Runs a case of a page to its end: two people, one of whom tries what only the other may do and is told why not.
/// </summary>
internal static class Run
{
    private const string Page = """
        # Move the Mail

        ## Key Inputs

        - The customer owns licences

        ## Approach

        ### Move

        Primary Role: **FastTrack Engineer**

        | Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role |
        | ------- | --------- | ------------------------ | -------------- |
        | 5001 | Count the mailboxes | M | FastTrack Manager |
        | 5002 | Move them | M | FastTrack Engineer |
        """;

    private static readonly (CommandKind Kind, string Who, string Key)[] Acts =
    [
        (CommandKind.Complete, "ben", "5002"),
        (CommandKind.Confirm, "ben", "mail/in-1"),
        (CommandKind.Complete, "ben", "5001"),
        (CommandKind.Complete, "ana", "5001"),
        (CommandKind.Complete, "ben", "5002"),
    ];

    internal static void Tell()
    {
        using Playbook playbook = Playbook.ReadPage(Page, new ReadOptions { File = "mail.md" });
        using var roster = new Roster();
        roster.Add("ana", "Ana", "FastTrack Manager");
        roster.Add("ben", "Ben", "FastTrack Engineer");
        using var log = new EventLog();
        using var c = new Case(playbook, roster, log);
        foreach ((CommandKind kind, string who, string key) in Acts)
        {
            bool done = c.TryPost(c.CreateCommand(kind, key, roster[who]), out AcmRefusedException? refusal);
            string status = Library.NameOf(done ? Status.Ok : refusal!.Status);
            Console.WriteLine($"{who}: {kind.ToString().ToLowerInvariant()} {key}: {status}");
            foreach (string sentence in done ? [] : c.Explain(kind, key, roster[who]).GetSentences("en"))
            {
                Console.WriteLine($"    {sentence}"); // a refusal has changed nothing
            }
        }
        Console.WriteLine($"{(c.State == State.Completed ? "completed" : "not completed")} after {log.Count} events");
    }
}
