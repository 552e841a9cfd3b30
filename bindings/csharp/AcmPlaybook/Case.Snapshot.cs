namespace AcmPlaybook;

public sealed unsafe partial class Case
{
    /// <summary>Bytes of <see cref="ComputeHash()"/>.</summary>
    public const int HashSize = (int)Native.ACM_HASH_SIZE;

    /// <summary>
    /// The case as bytes: all that it needs to go on but for its playbook, its roster and the events still in its log.
    /// </summary>
    public byte[] Snapshot()
    {
        using var entry = _handle.Enter(this);
        nuint needed;
        Failure.Ready(out acm_error error);
        Status status = Native.acm_case_snapshot(_handle.Pointer, null, 0, &needed, &error);
        if (status != Status.Buffer)
        {
            Failure.Check(status, ref error);
        }
        var bytes = new byte[needed];
        fixed (byte* to = bytes)
        {
            Failure.Check(Native.acm_case_snapshot(_handle.Pointer, to, needed, &needed, &error), ref error);
        }
        return bytes;
    }

    /// <summary>Writes the case into the caller's bytes.</summary>
    /// <param name="bytes">Receives it; what they hold makes no sense if it does not fit.</param>
    /// <param name="needed">Bytes of the whole.</param>
    /// <returns>Whether it fits.</returns>
    public bool TrySnapshot(Span<byte> bytes, out int needed)
    {
        using var entry = _handle.Enter(this);
        nuint size;
        Failure.Ready(out acm_error error);
        Status status;
        fixed (byte* to = bytes)
        {
            status = Native.acm_case_snapshot(_handle.Pointer, to, (nuint)bytes.Length, &size, &error);
        }
        if (status != Status.Buffer)
        {
            Failure.Check(status, ref error);
        }
        needed = checked((int)size);
        return status == Status.Ok;
    }

    /// <summary>Makes a case from its bytes; it goes on as the other one would have.</summary>
    /// <param name="playbook">That of the case, or one that says the same.</param>
    /// <param name="snapshot">As <see cref="Snapshot"/> wrote it.</param>
    /// <param name="roster">One that has all who perform tasks, under whatever ids.</param>
    /// <param name="log">Receives the events of further commands; null = none are kept.</param>
    /// <exception cref="AcmException">It is damaged, or of another playbook.</exception>
    public static Case Restore(Playbook playbook, ReadOnlySpan<byte> snapshot, Roster? roster = null,
        EventLog? log = null)
    {
        using var making = new Making(playbook, roster, log);
        nint made;
        Failure.Ready(out acm_error error);
        fixed (byte* at = &Bytes.First(snapshot))
        {
            Failure.Check(Native.acm_case_restore(making.Playbook, making.Roster, making.Log, at,
                (nuint)snapshot.Length, &made, &error), ref error);
        }
        return new Case(playbook, roster, log, making.Handle(made));
    }

    /// <summary>Makes a case again from its events; the first that differs from what happens ends the call.</summary>
    /// <param name="playbook">That of the case.</param>
    /// <param name="journal">All its events from its beginning.</param>
    /// <param name="roster">The same people in the same order.</param>
    /// <param name="log">Receives the events of further commands; null = none are kept.</param>
    /// <param name="options">As the case began.</param>
    public static Case Replay(Playbook playbook, Journal journal, Roster? roster = null, EventLog? log = null,
        CaseOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(journal);
        using var making = new Making(playbook, roster, log);
        using var start = new CaseStart(options, playbook, making.Playbook, roster);
        acm_case_options o = start.Options;
        nint made;
        Failure.Ready(out acm_error error);
        fixed (Event* events = journal.Events)
        {
            fixed (byte* text = journal.Text)
            {
                Failure.Check(Native.acm_case_replay(making.Playbook, making.Roster, making.Log, &o, events,
                    (nuint)sizeof(Event), (nuint)journal.Events.Length, text, (nuint)journal.Text.Length, &made,
                    &error), ref error);
            }
        }
        return new Case(playbook, roster, log, making.Handle(made));
    }

    /// <summary>The hash of the case: equal for equal states of equal playbooks, on every machine.</summary>
    public byte[] ComputeHash()
    {
        var hash = new byte[HashSize];
        ComputeHash(hash);
        return hash;
    }

    /// <summary>Writes the hash into the caller's bytes, <see cref="HashSize"/> at least.</summary>
    public void ComputeHash(Span<byte> hash)
    {
        using var entry = _handle.Enter(this);
        Failure.Ready(out acm_error error);
        fixed (byte* to = &Bytes.First(hash))
        {
            Failure.Check(Native.acm_case_hash(_handle.Pointer, to, (nuint)hash.Length, &error),
                ref error);
        }
    }
}
