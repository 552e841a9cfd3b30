using System.Collections;
using System.Runtime.InteropServices;

namespace AcmPlaybook;

public partial record struct Command
{
    /// <summary>A command by ids.</summary>
    /// <param name="kind">What is asked for. Those with a text are made by <see cref="CommandList"/>.</param>
    /// <param name="item">Item or condition of the playbook; 0 = the case.</param>
    /// <param name="actor">Participant of the roster; 0 = nobody.</param>
    /// <param name="instance">Which instance; 0 = the one it can mean.</param>
    /// <param name="time">When; earlier than the case's = the case's.</param>
    public Command(CommandKind kind, uint item = 0, uint actor = 0, uint instance = 0, DateTimeOffset time = default)
    {
        (_kind, _item, _actor, _instance, _time) = (kind, item, actor, instance, Moment.To(time));
    }

    /// <summary>The command in short, for people who look for faults.</summary>
    public override readonly string ToString() => $"{Kind} {Item}#{Instance} by {Actor}";
}

/// <summary>Commands that are posted together, with the texts that they point into.</summary>
public sealed class CommandList : IReadOnlyList<Command>
{
    private readonly List<Command> _commands = [];
    private readonly List<byte> _text = [];

    /// <inheritdoc/>
    public int Count => _commands.Count;

    /// <inheritdoc/>
    public Command this[int index] => _commands[index];

    /// <summary>The commands.</summary>
    public ReadOnlySpan<Command> Commands => CollectionsMarshal.AsSpan(_commands);

    /// <summary>The block of UTF-8 that they point into.</summary>
    public ReadOnlySpan<byte> Text => CollectionsMarshal.AsSpan(_text);

    /// <summary>Adds a command without text, or one that points into <see cref="Text"/>.</summary>
    public CommandList Add(Command command)
    {
        _commands.Add(command);
        return this;
    }

    /// <summary>Adds a command without text.</summary>
    public CommandList Add(CommandKind kind, uint item = 0, uint actor = 0) => Add(new Command(kind, item, actor));

    /// <summary>Adds the waiving of a condition.</summary>
    public CommandList Waive(uint condition, string reason, uint actor, DateTimeOffset time = default,
        uint instance = 0) =>
        Add(With(new Command(CommandKind.Waive, condition, actor, instance, time), reason, nameof(reason)));

    /// <summary>Adds the setting of a fact.</summary>
    /// <param name="name">As expressions name it.</param>
    /// <param name="value">Its value.</param>
    /// <param name="actor">Who sets it.</param>
    /// <param name="withNext">Whether it is one command with the next: settled, accepted or refused with it.</param>
    /// <param name="time">When.</param>
    public CommandList SetFact(string name, Fact value, uint actor = 0, bool withNext = false,
        DateTimeOffset time = default)
    {
        int commands = _commands.Count, text = _text.Count;
        try
        {
            Command command = With(new Command(CommandKind.SetFact, 0, actor, 0, time), name, nameof(name));
            value.Put(ref command, _text);
            command._flags = withNext ? CommandFlags.WithNext : CommandFlags.None;
            return Add(command);
        }
        catch
        {
            _commands.RemoveRange(commands, _commands.Count - commands);
            _text.RemoveRange(text, _text.Count - text);
            throw;
        }
    }

    /// <summary>Adds the removal of a fact.</summary>
    public CommandList RemoveFact(string name, uint actor = 0, DateTimeOffset time = default) =>
        Add(With(new Command(CommandKind.RemoveFact, 0, actor, 0, time), name, nameof(name)));

    /// <summary>Adds a change of scope; no service means everything.</summary>
    public CommandList SetScope(IEnumerable<string> services, uint actor = 0, DateTimeOffset time = default) =>
        Add(With(new Command(CommandKind.SetScope, 0, actor, 0, time),
            Utf8.Join(';', services, nameof(services)), nameof(services)));

    /// <summary>Facts as the commands that set them.</summary>
    internal static CommandList Of(IEnumerable<KeyValuePair<string, Fact>> facts, string name)
    {
        ArgumentNullException.ThrowIfNull(facts, name);
        var list = new CommandList();
        foreach ((string fact, Fact value) in facts)
        {
            list.SetFact(fact, value);
        }
        return list;
    }

    /// <summary>Takes all commands out; the list can be used again.</summary>
    public void Clear()
    {
        _commands.Clear();
        _text.Clear();
    }

    /// <inheritdoc/>
    public IEnumerator<Command> GetEnumerator() => _commands.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Command With(Command command, string text, string name)
    {
        ArgumentNullException.ThrowIfNull(text, name);
        command._text_at = (uint)_text.Count;
        Utf8.Append(_text, text, name);
        command._text_len = (uint)_text.Count - command._text_at;
        return command;
    }
}
