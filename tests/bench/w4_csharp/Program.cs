// W4: what calls cost here over the same ones in C. Rounds of both stand beside each other, so that a busy machine slows
// them alike; of each the least counts. ../README.md says more.
//
//     w4 BENCH-W4 [ROUNDS]    BENCH-W4 is the program that ../w4_calls.c becomes
using System.Diagnostics;
using System.Globalization;
using AcmPlaybook;

const int Calls = 1000; // of a round, as in C
const int Warm = 300; // rounds until everything is compiled as it stays
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2000;
using var inC = Process.Start(new ProcessStartInfo(args[0], "--serve")
{
    RedirectStandardInput = true, RedirectStandardOutput = true,
})!;

using var builder = new Builder();
builder.Add(builder.Root, ItemKind.Task, "a");
using Playbook playbook = builder.Finish();
using var log = new EventLog();
using var c = new Case(playbook, null, log);
uint task = playbook["a"].Id;
var commands = new Command[Calls];
for (int i = 0; i < Calls; i++)
{
    commands[i] = new Command(i % 2 == 0 ? CommandKind.Suspend : CommandKind.Resume, task);
}
var events = new Event[2 * Calls];
var text = new byte[64];

(string Name, int Goal, Action Run)[] workloads =
[
    ("getter", 20, () =>
    {
        for (int i = 0; i < Calls; i++)
        {
            c.StateOf(task);
        }
    }),
    ("text", 10, () =>
    {
        for (int i = 0; i < Calls; i++)
        {
            playbook.TryGetKey(task, text, out _);
        }
    }),
    ("command", 40, () =>
    {
        for (int i = 0; i < Calls; i++)
        {
            c.Post(in commands[i]);
        }
    }),
    ("batch", 10, () => c.Post(commands)),
    ("drain", 10, () => log.Drain(events.AsSpan(0, Calls))),
];

var here = new double[workloads.Length];
var there = new double[workloads.Length];
Array.Fill(here, double.MaxValue);
Array.Fill(there, double.MaxValue);
for (int round = -Warm; round < rounds; round++)
{
    for (int i = 0; i < workloads.Length; i++)
    {
        double ours = Measure(workloads[i].Name, workloads[i].Run), others = Ask(workloads[i].Name);
        if (round >= 0)
        {
            here[i] = Math.Min(here[i], ours);
            there[i] = Math.Min(there[i], others);
        }
    }
}
Console.WriteLine($"{"ns",-8} {"C#",9} {"C",9} {"over C",9} {"goal",6}");
for (int i = 0; i < workloads.Length; i++)
{
    (string name, int goal, _) = workloads[i];
    Console.WriteLine($"{name,-8} {here[i],9:F1} {there[i],9:F1} {here[i] - there[i],9:F1} {goal,6}");
}

double Measure(string name, Action run)
{
    log.Clear();
    if (name == "drain")
    {
        c.Post(commands);
    }
    long began = Stopwatch.GetTimestamp();
    run();
    return Stopwatch.GetElapsedTime(began).TotalNanoseconds / Calls;
}

double Ask(string name)
{
    inC.StandardInput.WriteLine(name);
    inC.StandardInput.Flush();
    return double.Parse(inC.StandardOutput.ReadLine() ?? throw new EndOfStreamException("bench-w4 ended"),
        CultureInfo.InvariantCulture);
}
