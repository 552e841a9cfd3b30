using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AcmPlaybook;

public sealed unsafe partial class Case
{
    /// <summary>Carries out one command.</summary>
    /// <exception cref="AcmRefusedException">It was refused, and nothing has changed.</exception>
    [SkipLocalsInit]
    public void Post(in Command command)
    {
        using var entry = Enter();
        Failure.Ready(out acm_error error);
        Status status;
        fixed (Command* c = &command)
        {
            status = Native.acm_case_post(_handle.Pointer, c, (nuint)sizeof(Command), 1, null, 0, null, &error);
        }
        Failure.Check(status, ref error);
    }

    /// <summary>
    /// Carries out commands one after the other; each takes effect whole or not at all, and the first that is refused
    /// ends the call.
    /// </summary>
    /// <param name="commands">What is asked for.</param>
    /// <param name="text">The block of UTF-8 that they point into.</param>
    /// <exception cref="AcmException">One was refused or is wrong; <see cref="AcmException.Accepted"/> took
    /// effect.</exception>
    public void Post(ReadOnlySpan<Command> commands, ReadOnlySpan<byte> text = default)
    {
        Failure.Ready(out acm_error error);
        Status status = Post(commands, text, out int accepted, ref error);
        if (status != Status.Ok)
        {
            throw Failure.Of(status, ref error, accepted);
        }
    }

    /// <summary>Carries out the commands of a list, as those of a span.</summary>
    public void Post(CommandList commands)
    {
        ArgumentNullException.ThrowIfNull(commands);
        Post(commands.Commands, commands.Text);
    }

    /// <summary>Carries out one command, or says why it was refused; nothing is thrown for a refusal.</summary>
    /// <returns>Whether it was accepted.</returns>
    public bool TryPost(in Command command, [NotNullWhen(false)] out AcmRefusedException? refusal) =>
        TryPost(new ReadOnlySpan<Command>(in command), default, out _, out refusal);

    /// <summary>Carries out commands up to the first that is refused; nothing is thrown for a refusal.</summary>
    /// <returns>Whether all were accepted.</returns>
    public bool TryPost(ReadOnlySpan<Command> commands, ReadOnlySpan<byte> text, out int accepted,
        [NotNullWhen(false)] out AcmRefusedException? refusal)
    {
        refusal = null;
        Failure.Ready(out acm_error error);
        Status status = Post(commands, text, out accepted, ref error);
        if (status == Status.Ok)
        {
            return true;
        }
        AcmException failed = Failure.Of(status, ref error, accepted);
        refusal = failed as AcmRefusedException ?? throw failed;
        return false;
    }

    /// <summary>Carries out the commands of a list up to the first that is refused, as those of a span.</summary>
    /// <returns>Whether all were accepted.</returns>
    public bool TryPost(CommandList commands, out int accepted, [NotNullWhen(false)] out AcmRefusedException? refusal)
    {
        ArgumentNullException.ThrowIfNull(commands);
        return TryPost(commands.Commands, commands.Text, out accepted, out refusal);
    }

    /// <summary>Carries out a command that has no text.</summary>
    /// <param name="kind">What is asked for.</param>
    /// <param name="target">Of what; the default is the case.</param>
    /// <param name="by">Who asks; the default is nobody.</param>
    /// <param name="at">When; the default is the time of the case.</param>
    /// <exception cref="AcmRefusedException">It was refused, and nothing has changed.</exception>
    public void Do(CommandKind kind, Target target = default, Participant by = default, DateTimeOffset at = default) =>
        Post(CreateCommand(kind, target, by, at));

    /// <summary>Item: enabled to active.</summary>
    public void Start(Target item, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Start, item, by, at);

    /// <summary>Completes an item, or the case.</summary>
    public void Complete(Target item = default, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Complete, item, by, at);

    /// <summary>Item: enabled to disabled.</summary>
    public void Disable(Target item, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Disable, item, by, at);

    /// <summary>Item: disabled to enabled.</summary>
    public void Reenable(Target item, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Reenable, item, by, at);

    /// <summary>Terminates an item, or the case.</summary>
    public void Terminate(Target item = default, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Terminate, item, by, at);

    /// <summary>Suspends an item, or the case.</summary>
    public void Suspend(Target item = default, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Suspend, item, by, at);

    /// <summary>Resumes an item, or the case.</summary>
    public void Resume(Target item = default, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Resume, item, by, at);

    /// <summary>Item: active to failed.</summary>
    public void Fault(Target item, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Fault, item, by, at);

    /// <summary>Item: failed to active; or the case, from where it ended.</summary>
    public void Reactivate(Target item = default, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Reactivate, item, by, at);

    /// <summary>Milestone or listener: available to completed.</summary>
    public void Occur(Target item, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Occur, item, by, at);

    /// <summary>Closes the case for good.</summary>
    public void Close(Participant by = default, DateTimeOffset at = default) => Do(CommandKind.Close, default, by, at);

    /// <summary>Confirms a condition.</summary>
    public void Confirm(Target condition, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Confirm, condition, by, at);

    /// <summary>Withdraws a condition, until the criterion that it feeds has fired.</summary>
    public void Withdraw(Target condition, Participant by = default, DateTimeOffset at = default) =>
        Do(CommandKind.Withdraw, condition, by, at);

    /// <summary>Makes the actor the one who performs a task.</summary>
    public void Claim(Target task, Participant by, DateTimeOffset at = default) => Do(CommandKind.Claim, task, by, at);

    /// <summary>Moves the time of the case; timers that are due occur.</summary>
    public void Advance(DateTimeOffset to, Participant by = default) => Do(CommandKind.Advance, default, by, to);

    /// <summary>Waives a condition.</summary>
    public void Waive(Target condition, string reason, Participant by = default, DateTimeOffset at = default)
    {
        Command command = CreateCommand(CommandKind.Waive, condition, by, at);
        Post(new CommandList().Waive(command.Item, reason, command.Actor, at, command.Instance));
    }

    /// <summary>Sets a fact.</summary>
    public void SetFact(string name, Fact value, Participant by = default, DateTimeOffset at = default) =>
        Post(new CommandList().SetFact(name, value, IdOf(by, Roster), time: at));

    /// <summary>Takes a fact away.</summary>
    public void RemoveFact(string name, Participant by = default, DateTimeOffset at = default) =>
        Post(new CommandList().RemoveFact(name, IdOf(by, Roster), at));

    /// <summary>Changes which services are in scope; none = everything.</summary>
    public void SetScope(IEnumerable<string> services, Participant by = default, DateTimeOffset at = default) =>
        Post(new CommandList().SetScope(services, IdOf(by, Roster), at));

    /// <summary>A command by ids from what names them.</summary>
    public Command CreateCommand(CommandKind kind, Target target = default, Participant by = default,
        DateTimeOffset at = default)
    {
        using var entry = _handle.Enter(this);
        return new Command(kind, Resolve(target), IdOf(by, Roster), target.Instance, at);
    }

    private Gate.Entry Enter()
    {
        if (_lent)
        {
            throw new InvalidOperationException("A case that a scenario runs can be looked at, not changed");
        }
        return _handle.Enter(this);
    }

    private Status Post(ReadOnlySpan<Command> commands, ReadOnlySpan<byte> text, out int accepted, ref acm_error error)
    {
        nuint count = 0;
        Status status = Status.Ok;
        using var entry = Enter();
        fixed (Command* at = commands)
        {
            fixed (byte* block = text)
            {
                fixed (acm_error* e = &error)
                {
                    if (!commands.IsEmpty)
                    {
                        status = Native.acm_case_post(_handle.Pointer, at, (nuint)sizeof(Command),
                            (nuint)commands.Length, block, (nuint)text.Length, &count, e);
                    }
                }
            }
        }
        accepted = (int)count;
        return status;
    }
}
