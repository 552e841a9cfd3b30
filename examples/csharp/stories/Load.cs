using AcmPlaybook;

namespace Stories;

/// <summary>Reads a page and prints its tasks, with who may do them, and what was found wrong with it.</summary>
internal static class Load
{
    internal static void Tell(string page)
    {
        using Playbook playbook = Playbook.Read(page);
        foreach (Item task in playbook.Items.Where(item => item.Number is not null))
        {
            string roles = string.Join(", ", task.Performers);
            Console.WriteLine($"{task.Number} {(task.IsRequired ? "M" : "O")} {task.Name} - {roles}");
        }
        foreach (Finding finding in playbook.Findings)
        {
            Console.WriteLine(finding);
        }
    }
}
