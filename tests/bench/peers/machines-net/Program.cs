// W2 by Stateless: a machine a task with guards for its role, one a stage, one for the whole. Reads how many cases to run,
// a line each, and answers with the seconds that they took.
using System;
using System.Diagnostics;
using System.Globalization;
using Stateless;

while (Console.ReadLine() is { } line)
{
    var watch = Stopwatch.StartNew();
    for (var left = int.Parse(line, CultureInfo.InvariantCulture); left > 0; left--)
        Driver.RunCase();
    Console.WriteLine(watch.Elapsed.TotalSeconds.ToString(CultureInfo.InvariantCulture));
}

internal enum State { Enabled, Active, Completed }

internal enum Trigger { Start, Complete }

/// <summary>One task; the role of who asks is set before a trigger, so that guards take no parameters.</summary>
internal sealed class WorkTask
{
    private readonly StateMachine<State, Trigger> machine = new(State.Enabled);
    private int asking;

    internal WorkTask(int role)
    {
        bool May() => asking == role;
        machine.Configure(State.Enabled).PermitIf(Trigger.Start, State.Active, May);
        machine.Configure(State.Active).PermitIf(Trigger.Complete, State.Completed, May);
        machine.OnUnhandledTrigger((_, _) => { });
    }

    internal bool Ask(Trigger trigger, State wanted, int role)
    {
        asking = role;
        machine.Fire(trigger);
        return machine.State == wanted;
    }
}

internal sealed class WorkStage
{
    private readonly StateMachine<State, Trigger> machine = new(State.Active);

    internal WorkStage() => machine.Configure(State.Active).Permit(Trigger.Complete, State.Completed);

    internal State State => machine.State;

    internal void Complete() => machine.Fire(Trigger.Complete);
}

internal sealed class Case
{
    private const int Mandatory = 0xD5;
    private readonly WorkStage whole = new();
    private readonly WorkTask[] tasks = new WorkTask[Driver.Tasks];
    private WorkStage stage = new();
    private int number, open = Mandatory, active;

    internal Case() => Fill();

    internal bool IsDone => whole.State == State.Completed;

    internal bool Start(int task, int role)
    {
        if (!tasks[task].Ask(Trigger.Start, State.Active, role))
            return false;
        active++;
        return true;
    }

    internal bool Complete(int task, int role)
    {
        if (!tasks[task].Ask(Trigger.Complete, State.Completed, role))
            return false;
        active--;
        open &= ~(1 << task);
        if (open == 0 && active == 0)
            Leave();
        return true;
    }

    private void Leave()
    {
        stage.Complete();
        if (++number == Driver.Stages)
        {
            whole.Complete();
            return;
        }
        stage = new WorkStage();
        open = Mandatory;
        Fill();
    }

    private void Fill()
    {
        for (var task = 0; task < Driver.Tasks; task++)
            tasks[task] = new WorkTask(Driver.RoleOf(number, task));
    }
}

internal static class Driver
{
    internal const int Stages = 5, Tasks = 8;

    internal static int RoleOf(int stage, int task) => (stage + task) % 2;

    internal static void RunCase()
    {
        var c = new Case();
        int accepted = 0, refused = 0;
        for (var stage = 0; stage < Stages; stage++)
        {
            refused += c.Start(0, 1 - RoleOf(stage, 0)) ? 0 : 1;
            for (var task = 0; task < Tasks; task++)
            {
                var role = RoleOf(stage, task);
                accepted += c.Start(task, role) ? 1 : 0;
                accepted += c.Complete(task, role) ? 1 : 0;
            }
        }
        if (accepted != 80 || refused != 5 || !c.IsDone)
            throw new InvalidOperationException($"accepted {accepted}, refused {refused}, done {c.IsDone}");
    }
}
