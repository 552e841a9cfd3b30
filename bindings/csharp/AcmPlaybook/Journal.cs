using System.Runtime.InteropServices;
using System.Text;

namespace AcmPlaybook;

/// <summary>All events of a case, with their texts, from its beginning: what it is made again from.</summary>
public sealed class Journal
{
    private readonly List<Event> _events = [];
    private readonly List<byte> _text = [0]; // no text begins at 0, which says that there is none

    /// <summary>An empty journal.</summary>
    public Journal()
    {
    }

    /// <summary>A journal from what another one held.</summary>
    public Journal(ReadOnlySpan<Event> events, ReadOnlySpan<byte> text)
    {
        _events.AddRange(events);
        if (!text.IsEmpty)
        {
            _text.Clear();
            _text.AddRange(text);
        }
    }

    /// <summary>
    /// The events. Of one with a text <see cref="Event.Detail"/> is where in <see cref="Text"/> this begins.
    /// </summary>
    public ReadOnlySpan<Event> Events => CollectionsMarshal.AsSpan(_events);

    /// <summary>The texts in UTF-8, each ended by a NUL.</summary>
    public ReadOnlySpan<byte> Text => CollectionsMarshal.AsSpan(_text);

    /// <summary>
    /// Takes all events out of a log. To be done before the next command, after which texts are gone.
    /// </summary>
    public void Take(EventLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        foreach ((Event e, string? text) in log.Drain())
        {
            if (text is null)
            {
                _events.Add(e);
                continue;
            }
            _events.Add(e.At((uint)_text.Count));
            Utf8.Append(_text, text, nameof(log));
            _text.Add(0);
        }
    }
}

public readonly partial record struct Event
{
    /// <summary>What condition events come from: <see cref="From"/> of a condition.</summary>
    public ConditionState FromCondition => (ConditionState)_from;

    /// <summary>What condition events lead to: <see cref="To"/> of a condition.</summary>
    public ConditionState ToCondition => (ConditionState)_to;

    /// <summary>The event in short, for people who look for faults.</summary>
    public override string ToString() => $"{Kind} {Item}#{Instance} {From} -> {To} ({Cause})";

    /// <summary>The same event with its text elsewhere.</summary>
    internal Event At(uint text)
    {
        Event moved = this;
        var fields = MemoryMarshal.Cast<byte, uint>(MemoryMarshal.AsBytes(new Span<Event>(ref moved)));
        fields[5] = text; // detail
        return moved;
    }
}
