using System.Text;
using AcmPlaybook;

namespace Stories;

/// <summary>
/// Reads two pages in two languages as one playbook, prints it in both, and where they differ. An archive or a database
/// is read the same way: as files, one after the other.
/// </summary>
internal static class Folder
{
    private const string Table = """
        | Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role |
        | --- | --- | --- | --- |

        """;

    private static readonly (string Path, string Text)[] Files =
    [
        ("en/toc.yml", "- name: Move the mail\n  href: enable-mail.md\n"),
        ("en/enable-mail.md",
            $"# Move the mail\n\n{Table}| 11 | Agree on a date | M | FM |\n| 12 | Tell the users | O | FM |\n"),
        ("de/enable-mail-de.md", $"# Die Post umziehen\n\n{Table}| 11 | Termin vereinbaren | M | FM |\n"),
    ];

    internal static void Tell()
    {
        using Playbook playbook = Playbook.ReadPages(
            from file in Files select new SourceFile(file.Path, Encoding.UTF8.GetBytes(file.Text)));
        foreach (string language in playbook.Languages)
        {
            Console.WriteLine(language);
            foreach (Item item in playbook.Items)
            {
                string? name = playbook.GetText(item.Id, TextField.Name, language, out string? used);
                string note = used == language ? "" : " (not translated)";
                Console.WriteLine(new string(' ', 2 + (2 * item.Depth)) + name + note);
            }
        }
        foreach (Finding f in playbook.Findings)
        {
            Console.WriteLine($"{f.File}:{f.Line}: {f.Rule}: {f.Message}");
        }
    }
}
