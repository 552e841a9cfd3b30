namespace AcmPlaybook.Tests;

/// <summary>What most tests begin with.</summary>
internal static class Samples
{
    internal const string Page = """
        # Move the Mail

        ## Key Inputs

        - The customer owns licences

        ## Approach

        ### Move

        Primary Role: **FastTrack Engineer**

        | Task ID | Task Name           | (M)andatory / (O)ptional | FastTrack Role     |
        | ------- | ------------------- | ------------------------ | ------------------ |
        | 5001    | Count the mailboxes | M                        | FastTrack Manager  |
        | 5002    | Move them           | M                        | FastTrack Engineer |
        | 5003    | Tell the users      | O                        | FastTrack Engineer |

        """;

    internal static readonly string Repository = FindRepository();

    internal static Playbook Playbook() => AcmPlaybook.Playbook.ReadPage(Page, new ReadOptions { File = "mail.md" });

    internal static string Data(params string[] parts) => Path.Combine([Repository, "tests", "data", .. parts]);

    internal static string Examples(params string[] parts) => Path.Combine([Repository, "examples", .. parts]);

    private static string FindRepository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "bindings", "api.json")))
        {
            folder = Path.GetDirectoryName(folder);
        }
        return folder ?? throw new DirectoryNotFoundException("The tests run outside of the repository");
    }
}

/// <summary>A case of the sample page with Ana, a manager, and Ben, an engineer.</summary>
internal sealed class World : IDisposable
{
    internal World(CaseOptions? options = null)
    {
        Ana = Roster.Add("ana", "Ana", "FastTrack Manager");
        Ben = Roster.Add("ben", "Ben", "FastTrack Engineer");
        Case = new Case(Playbook, Roster, Log, options);
    }

    internal Playbook Playbook { get; } = Samples.Playbook();

    internal Roster Roster { get; } = new();

    internal EventLog Log { get; } = new();

    internal Case Case { get; }

    internal Participant Ana { get; }

    internal Participant Ben { get; }

    internal void RunToTheEnd()
    {
        Case.Confirm("mail/in-1", Ben);
        Case.Complete("5001", Ana);
        Case.Complete("5002", Ben);
    }

    public void Dispose()
    {
        Case.Dispose();
        Log.Dispose();
        Roster.Dispose();
        Playbook.Dispose();
    }
}
