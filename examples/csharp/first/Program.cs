using AcmPlaybook;

using Playbook playbook = Playbook.Read(args[0]);
using var roster = new Roster();
Participant ana = roster.Add("ana", "Ana", "FastTrack Manager"), ben = roster.Add("ben", "Ben", "FastTrack Engineer");
using var c = new Case(playbook, roster);
foreach (Condition input in playbook.Conditions.Where(i => i.Kind == ConditionKind.Input))
    c.Confirm(input, ana);
Console.WriteLine(c.Explain(CommandKind.Complete, "4047", ben));
c.Complete("4047", ana);
Console.WriteLine($"{playbook["4047"].Name}: {c.StateOf("4047")}");
