namespace AcmPlaybook;

/// <summary>
/// An event and its text: the reason of a waiver, a fact as expressions write it, services of a scope.
/// </summary>
/// <param name="Event">What happened.</param>
/// <param name="Text">Its text, or null.</param>
public readonly record struct LogEntry(Event Event, string? Text);

/// <summary>
/// What happened in one or many cases, until it is drained. It takes one call at a time, its cases included. Cases keep
/// it alive.
/// </summary>
public sealed unsafe class EventLog : IDisposable
{
    private readonly LogHandle _handle;

    /// <summary>Makes an empty log.</summary>
    public EventLog()
    {
        nint log;
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_log_new(null, &log, &error), ref error);
        _handle = new LogHandle(log);
    }

    /// <summary>How many events wait.</summary>
    public int Count
    {
        get
        {
            using var entry = _handle.Enter(this);
            return checked((int)Native.acm_log_count(_handle.Pointer));
        }
    }

    internal LogHandle Handle => _handle;

    /// <summary>Takes the oldest events out, as many as fit.</summary>
    /// <returns>How many these are; 0 when the log is empty.</returns>
    public int Drain(Span<Event> events)
    {
        using var entry = _handle.Enter(this);
        return Take(events);
    }

    /// <summary>
    /// Takes events out one by one, with their texts; what is not asked for stays. Commands may be given meanwhile.
    /// </summary>
    public IEnumerable<LogEntry> Drain()
    {
        while (TryTake(out LogEntry entry))
        {
            yield return entry;
        }
    }

    /// <summary>
    /// The text of an event of this log, or null. It is there until the next command of a case of the log.
    /// </summary>
    public string? GetText(in Event @event)
    {
        using var entry = _handle.Enter(this);
        return Read(@event);
    }

    /// <summary>Drops all events and texts.</summary>
    public void Clear()
    {
        using var entry = _handle.Enter(this);
        Native.acm_log_clear(_handle.Pointer);
    }

    /// <summary>Gives the log back; it is freed when no case uses it any more.</summary>
    public void Dispose() => _handle.Dispose();

    private int Take(Span<Event> events)
    {
        if (events.IsEmpty)
        {
            return 0;
        }
        nuint count;
        Failure.Ready(out acm_error error);
        fixed (Event* to = events)
        {
            Failure.Check(Native.acm_log_drain(_handle.Pointer, to, (nuint)sizeof(Event), (nuint)events.Length, &count,
                &error), ref error);
        }
        return (int)count;
    }

    private bool TryTake(out LogEntry taken)
    {
        Event e = default;
        using var entry = _handle.Enter(this);
        bool any = Take(new Span<Event>(ref e)) > 0;
        taken = any ? new LogEntry(e, Read(e)) : default;
        return any;
    }

    private string? Read(in Event @event)
    {
        fixed (Event* e = &@event)
        {
            return Utf8.Read(Native.acm_log_text(_handle.Pointer, e));
        }
    }
}
