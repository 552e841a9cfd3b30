namespace AcmPlaybook;

/// <summary>
/// One customer's run through a playbook: commands in, events out. It takes one call at a time, together with its
/// roster, its log, and the other cases that share them; a call that meets another gets an
/// <see cref="InvalidOperationException"/>. It keeps playbook, roster and log alive.
/// </summary>
public sealed unsafe partial class Case : IDisposable
{
    private readonly CaseHandle _handle;
    private readonly bool _lent;

    /// <summary>Begins a case: makes its plan, and all that starts by itself.</summary>
    /// <param name="playbook">What it runs.</param>
    /// <param name="roster">Who may act; null = nobody, so that what asks for a role is refused.</param>
    /// <param name="log">Receives the events; null = none are kept.</param>
    /// <param name="options">How it begins.</param>
    /// <exception cref="AcmException">It cannot begin so.</exception>
    public Case(Playbook playbook, Roster? roster = null, EventLog? log = null, CaseOptions? options = null)
    {
        using var making = new Making(playbook, roster, log);
        using var start = new CaseStart(options, playbook, making.Playbook, roster);
        acm_case_options o = start.Options;
        nint made;
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_case_new(making.Playbook, making.Roster, making.Log, &o, &made, &error), ref error);
        (Playbook, Roster, Log, _handle) = (playbook, roster, log, making.Handle(made));
    }

    /// <summary>A case that the library lends to a callback.</summary>
    internal Case(nint lent, Playbook playbook)
    {
        (Playbook, _lent) = (playbook, true);
        var gate = new Gate();
        nint roster = Native.acm_case_roster(lent);
        Roster = roster == 0 ? null : new Roster(Native.acm_roster_retain(roster), gate);
        _handle = new CaseHandle(lent, gate, null, owned: false);
    }

    private Case(Playbook playbook, Roster? roster, EventLog? log, CaseHandle handle) =>
        (Playbook, Roster, Log, _handle) = (playbook, roster, log, handle);

    /// <summary>What it runs.</summary>
    public Playbook Playbook { get; }

    /// <summary>Who may act; null = nobody.</summary>
    public Roster? Roster { get; }

    /// <summary>What receives its events; null = nothing.</summary>
    public EventLog? Log { get; }

    /// <summary>Active, suspended, completed, terminated, failed or closed.</summary>
    public State State
    {
        get
        {
            using var entry = _handle.Enter(this);
            return Native.acm_case_state(_handle.Pointer);
        }
    }

    /// <summary>The time of its last command, or when it began.</summary>
    public DateTimeOffset Time
    {
        get
        {
            using var entry = _handle.Enter(this);
            return Moment.From(Native.acm_case_time(_handle.Pointer));
        }
    }

    /// <summary>When the next timer is due, and which instance it is; null if none runs.</summary>
    public (DateTimeOffset Due, uint Instance)? NextTimer
    {
        get
        {
            long time;
            using var entry = _handle.Enter(this);
            uint instance = Native.acm_case_next_timer(_handle.Pointer, &time);
            return instance == 0 ? null : (Moment.From(time), instance);
        }
    }

    /// <summary>The state of an item, in its newest instance, or in the one that the target names.</summary>
    public State StateOf(Target item)
    {
        using var entry = _handle.Enter(this);
        uint id = Resolve(item);
        return item.Instance != 0 ? Native.acm_case_instance_state(_handle.Pointer, item.Instance)
            : id == 0 ? Native.acm_case_state(_handle.Pointer) : Native.acm_case_item_state(_handle.Pointer, id);
    }

    /// <summary>The state of an item by id, in its newest instance; none for an id that is not known.</summary>
    public State StateOf(uint item)
    {
        using var entry = _handle.Enter(this);
        return Native.acm_case_item_state(_handle.Pointer, item);
    }

    /// <summary>The state of a condition, in the newest instance that carries it.</summary>
    public ConditionState ConditionOf(Target condition)
    {
        using var entry = _handle.Enter(this);
        return Native.acm_case_condition_state(_handle.Pointer, Resolve(condition));
    }

    /// <summary>The item of an instance; null if there is no such instance.</summary>
    public Item? ItemOf(uint instance)
    {
        uint item;
        using (_handle.Enter(this))
        {
            item = Native.acm_case_instance_item(_handle.Pointer, instance);
        }
        return item == 0 ? null : Playbook.GetItem(item);
    }

    /// <summary>All instances in document order.</summary>
    public BoardRow[] GetBoard()
    {
        var rows = new BoardRow[Playbook.Items.Count];
        int count;
        while ((count = GetBoard(rows)) > rows.Length)
        {
            rows = new BoardRow[count];
        }
        return count == rows.Length ? rows : rows[..count];
    }

    /// <summary>All instances in document order, as many as fit.</summary>
    /// <returns>How many there are.</returns>
    public int GetBoard(Span<BoardRow> rows)
    {
        nuint count;
        using var entry = _handle.Enter(this);
        fixed (BoardRow* to = rows)
        {
            Failure.Check(Native.acm_case_board(_handle.Pointer, to, (nuint)sizeof(BoardRow), (nuint)rows.Length,
                &count), nameof(GetBoard));
        }
        return checked((int)count);
    }

    /// <summary>Takes the events out of the log of the case, those of other cases that share it included.</summary>
    public IEnumerable<LogEntry> DrainEvents() =>
        (Log ?? throw new InvalidOperationException("The case was begun without a log")).Drain();

    /// <summary>Copies the case, for what-if: the copy goes its own way and writes to its own log.</summary>
    public Case Copy(EventLog? log = null)
    {
        Gate gate = _handle.Gate, other = log?.Handle.Gate ?? gate;
        using var entry = Gate.Join(ref gate, ref other);
        ObjectDisposedException.ThrowIf(_handle.IsGiven, this);
        ThrowIfClosed(log);
        nint copy;
        Failure.Ready(out acm_error error);
        Failure.Check(Native.acm_case_dup(_handle.Pointer, log?.Handle.Pointer ?? 0, &copy, &error), ref error);
        return new Case(Playbook, Roster, log, new CaseHandle(copy, gate, log?.Handle));
    }

    /// <summary>What it runs, and its state.</summary>
    public override string ToString() => $"{Playbook}: {State}";

    /// <summary>Frees the case; its events stay in the log.</summary>
    public void Dispose() => _handle.Dispose();

    /// <summary>The id of an actor; one of another roster is refused: the id would name somebody else.</summary>
    internal static uint IdOf(Participant actor, Roster? roster) =>
        actor.Id == 0 || ReferenceEquals(actor.Roster, roster) ? actor.Id
            : throw new ArgumentException("It is a participant of another roster than that of the case", nameof(actor));

    /// <summary>What a target names; to be called within the gate.</summary>
    private uint Resolve(Target target) => target.Resolve(Playbook, Native.acm_case_playbook(_handle.Pointer));

    private static void ThrowIfClosed(EventLog? log) =>
        ObjectDisposedException.ThrowIf(log is { Handle.IsGiven: true }, typeof(EventLog));

    /// <summary>
    /// What a new case needs while it is made: its gate, and its playbook, roster and log as pointers.
    /// </summary>
    private readonly ref struct Making
    {
        private readonly Gate _gate;
        private readonly Gate.Entry _entry;
        private readonly SharedHandle.Lease _playbook;
        private readonly LogHandle? _log;

        internal Making(Playbook playbook, Roster? roster, EventLog? log)
        {
            ArgumentNullException.ThrowIfNull(playbook);
            _gate = log?.Handle.Gate ?? roster?.Handle.Gate ?? new Gate();
            Gate other = roster?.Handle.Gate ?? _gate;
            _entry = Gate.Join(ref _gate, ref other);
            try
            {
                ObjectDisposedException.ThrowIf(roster is { Handle.IsGiven: true }, typeof(Roster));
                ThrowIfClosed(log);
                _playbook = playbook.Use();
            }
            catch
            {
                _entry.Dispose();
                throw;
            }
            _log = log?.Handle;
            Roster = roster?.Handle.Pointer ?? 0;
        }

        internal nint Playbook => _playbook.Pointer;

        internal nint Roster { get; }

        internal nint Log => _log?.Pointer ?? 0;

        internal CaseHandle Handle(nint made) => new(made, _gate, _log);

        public void Dispose()
        {
            _playbook.Dispose();
            _entry.Dispose();
        }
    }
}
