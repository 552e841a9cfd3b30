// W4: what a call costs here, beside the same one in C. The least of several rounds, in nanoseconds. With the program
// made of w4.c as argument it prints the difference.
using System.Diagnostics;
using AcmPlaybook;

const int Rounds = 60, Calls = 20_000;
using var builder = new Builder();
builder.Add(builder.Root, ItemKind.Task, "a");
using Playbook playbook = builder.Finish();
using var log = new EventLog();
using var c = new Case(playbook, null, log);
Item item = playbook["a"];
uint task = item.Id;
Command[] commands = [new Command(CommandKind.Suspend, task), new Command(CommandKind.Resume, task)];
var events = new Event[Calls];
var key = new byte[16];

var tests = new Dictionary<string, Action>
{
    ["getter"] = () =>
    {
        for (int i = 0; i < Calls; i++)
        {
            c.StateOf(task);
        }
    },
    ["key"] = () =>
    {
        for (int i = 0; i < Calls; i++)
        {
            playbook.TryGetKey(task, key, out _);
        }
    },
    ["command"] = () =>
    {
        for (int i = 0; i < Calls; i++)
        {
            c.Post(in commands[i & 1]);
        }
    },
    ["drain"] = () => log.Drain(events),
};

var least = tests.Keys.ToDictionary(name => name, _ => double.MaxValue);
for (int round = 0; round < Rounds; round++)
{
    log.Clear();
    foreach ((string name, Action test) in tests)
    {
        long began = Stopwatch.GetTimestamp();
        test();
        least[name] = Math.Min(least[name], Stopwatch.GetElapsedTime(began).TotalNanoseconds / Calls);
    }
    Thread.Sleep(5); // lets the compiler of hot methods work
}

Dictionary<string, double> inC = args.Length == 0 ? [] : InC(args[0]);
foreach ((string name, double ns) in least)
{
    string over = inC.TryGetValue(name, out double other) ? $"   in C {other,7:F2}   over C {ns - other,7:F2}" : "";
    Console.WriteLine($"{name,-8} {ns,8:F2} ns{over}");
}

static Dictionary<string, double> InC(string program)
{
    using var run = Process.Start(new ProcessStartInfo(program) { RedirectStandardOutput = true })!;
    return run.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line.Split(' ')).ToDictionary(w => w[0], w => double.Parse(w[1]));
}
