// W4: what calls cost here over the same ones in C. Rounds of both stand beside each other on one processor, so that a
// busy machine slows them alike: what counts is the median of the difference within a round. ../README.md says more.
//
//     w4 BENCH-W4 [ROUNDS]    BENCH-W4 is the program that ../w4_calls.c becomes
using System.Diagnostics;
using System.Globalization;
using AcmPlaybook;

const int Calls = 1000; // of a round, as in C
const int Warm = 500; // rounds until everything is compiled as it stays
int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 2000;
if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
{
    Process.GetCurrentProcess().ProcessorAffinity = 1 << Thread.GetCurrentProcessorId(); // inherited by C
}
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
    ("text", 20, () =>
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

double[][] here = Rows(), there = Rows();
for (int round = -Warm; round < rounds; round++)
{
    for (int i = 0; i < workloads.Length; i++)
    {
        double ours = Measure(workloads[i].Name, workloads[i].Run), others = Ask(workloads[i].Name);
        if (round >= 0)
        {
            (here[i][round], there[i][round]) = (ours, others);
        }
    }
    if (round < 0)
    {
        Thread.Sleep(2); // lets the compiler of hot methods work
    }
}
Console.WriteLine($"{"ns",-8} {"C#",9} {"C",9} {"over C",9} {"goal",6}");
for (int i = 0; i < workloads.Length; i++)
{
    (string name, int goal, _) = workloads[i];
    double over = Median(here[i].Zip(there[i], (ours, others) => ours - others));
    Console.WriteLine($"{name,-8} {Median(here[i]),9:F1} {Median(there[i]),9:F1} {over,9:F1} {goal,6}");
}

double[][] Rows() => [.. workloads.Select(_ => new double[rounds])];

static double Median(IEnumerable<double> values)
{
    double[] sorted = [.. values.Order()];
    return sorted[sorted.Length / 2];
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
