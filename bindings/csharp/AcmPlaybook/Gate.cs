using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace AcmPlaybook;

/// <summary>
/// Lets one call at a time into what belongs to one thread: a log, a roster, and the cases that share them. A second
/// thread, or a callback that comes back in, gets an exception. What is released meanwhile waits for the call to end.
/// </summary>
internal sealed class Gate
{
    private const int Free = 0, Called = 1, Releasing = 2;
    private int _state;
    private Gate? _into; // the gate that took over when a case joined the two
    private GuardedHandle? _released;

    internal ref struct Entry
    {
        private readonly Gate _gate;

        internal Entry(Gate gate) => _gate = gate;

        public readonly void Dispose() => _gate.Leave();
    }

    /// <summary>Enters the gate by which a handle is reached now.</summary>
    internal static Entry Enter(scoped ref Gate gate)
    {
        SpinWait wait = default;
        while (true)
        {
            Gate root = Root(ref gate);
            int state = Interlocked.CompareExchange(ref root._state, Called, Free);
            if (state == Called)
            {
                ThrowBusy();
            }
            if (state == Releasing) // by the finalizer: not the caller's doing, and soon over
            {
                wait.SpinOnce();
                continue;
            }
            if (root._into is null)
            {
                return new Entry(root);
            }
            root.Leave();
        }
    }

    /// <summary>Makes one gate of two; enters it.</summary>
    internal static Entry Join(scoped ref Gate one, scoped ref Gate other)
    {
        Entry first = Enter(ref one);
        if (Root(ref other) == Root(ref one))
        {
            return first;
        }
        Gate joined;
        try
        {
            Enter(ref other);
            joined = other;
        }
        catch
        {
            first.Dispose();
            throw;
        }
        joined._into = Root(ref one);
        joined.Leave();
        return first;
    }

    /// <summary>Releases a handle now, or when the call that runs has ended.</summary>
    internal static void Release(GuardedHandle handle)
    {
        Gate root = Root(ref handle.Gate);
        if (root._released is null && root.TryTake())
        {
            bool here = root._into is null;
            if (here)
            {
                handle.Free();
            }
            root.Leave();
            if (here)
            {
                return;
            }
            root = Root(ref handle.Gate);
        }
        GuardedHandle? first;
        do
        {
            handle.Next = first = Volatile.Read(ref root._released);
        }
        while (Interlocked.CompareExchange(ref root._released, handle, first) != first);
        Interlocked.MemoryBarrierProcessWide(); // who leaves does not pay for a fence
        root.Sweep();
    }

    private static Gate Root(scoped ref Gate gate)
    {
        Gate root = gate;
        while (root._into is { } next)
        {
            root = gate = next;
        }
        return root;
    }

    private bool TryTake() => Interlocked.CompareExchange(ref _state, Releasing, Free) == Free;

    private void Leave()
    {
        Volatile.Write(ref _state, Free);
        if (Volatile.Read(ref _released) is not null)
        {
            Sweep();
        }
    }

    private void Sweep()
    {
        while (Volatile.Read(ref _released) is not null && TryTake())
        {
            bool here = _into is null;
            GuardedHandle? handle = Interlocked.Exchange(ref _released, null);
            for (; here && handle is not null; handle = handle.Next)
            {
                handle.Free();
            }
            Volatile.Write(ref _state, Free);
            for (GuardedHandle? next; handle is not null; handle = next)
            {
                next = handle.Next;
                Release(handle);
            }
        }
    }

    [DoesNotReturn]
    private static void ThrowBusy() => throw new InvalidOperationException(
        "In use by another thread, or by the call that called back: a log, a roster and their cases take one call at a "
        + "time");
}

/// <summary>
/// Owns a root that belongs to one thread at a time. It is freed under its gate, whoever releases it.
/// </summary>
internal abstract class GuardedHandle : SafeHandle
{
    internal Gate Gate;
    internal GuardedHandle? Next;
    private volatile bool _given; // back, by its owner; others may still keep it

    protected GuardedHandle(nint pointer, Gate gate, bool owned = true)
        : base(0, owned)
    {
        Gate = gate;
        SetHandle(pointer);
    }

    public sealed override bool IsInvalid => handle == 0;

    internal nint Pointer => handle;

    internal bool IsGiven => _given;

    internal abstract void Free();

    /// <summary>Enters the gate for a call on this root by its owner.</summary>
    internal Gate.Entry Enter(object owner)
    {
        Gate.Entry entry = Gate.Enter(ref Gate);
        if (_given)
        {
            entry.Dispose();
            throw new ObjectDisposedException(owner.GetType().FullName);
        }
        return entry;
    }

    protected sealed override bool ReleaseHandle()
    {
        Gate.Release(this);
        return true;
    }

    protected sealed override void Dispose(bool disposing)
    {
        _given = true;
        base.Dispose(disposing);
    }
}

/// <summary>
/// Owns a root that any number of threads may read. Each thread tells in a place of its own what it reads, so that
/// readers share no counter; who gives the root back looks at all these places.
/// </summary>
internal abstract class SharedHandle : SafeHandle
{
    private static readonly List<WeakReference<Reader>> Readers = [];

    [ThreadStatic]
    private static Reader? t_reader;
    private volatile bool _given;

    protected SharedHandle(nint pointer)
        : base(0, true) => SetHandle(pointer);

    public sealed override bool IsInvalid => handle == 0;

    /// <summary>Keeps the root for a call.</summary>
    internal Lease Use(object owner)
    {
        var lease = new Lease(this);
        if (_given)
        {
            lease.Dispose();
            throw new ObjectDisposedException(owner.GetType().FullName);
        }
        return lease;
    }

    protected sealed override void Dispose(bool disposing)
    {
        _given = true;
        if (disposing)
        {
            Interlocked.MemoryBarrierProcessWide(); // who reads does not pay for a fence
            Release();
        }
        else
        {
            base.Dispose(false); // nobody reads what nobody can reach
        }
    }

    /// <summary>Frees the root, unless a thread reads it: that does it when it has done.</summary>
    private void Release()
    {
        bool isRead = false;
        lock (Readers)
        {
            foreach (WeakReference<Reader> known in Readers)
            {
                isRead |= known.TryGetTarget(out Reader? reader) && reader.Reads == handle;
            }
        }
        if (!isRead)
        {
            base.Dispose(true);
        }
    }

    private sealed class Reader
    {
        internal volatile nint Reads; // a root, or 0

        /// <summary>That of this thread; those of threads that have ended are collected.</summary>
        internal static Reader Make()
        {
            t_reader = new Reader();
            lock (Readers)
            {
                Readers.RemoveAll(known => !known.TryGetTarget(out _));
                Readers.Add(new WeakReference<Reader>(t_reader));
            }
            return t_reader;
        }
    }

    internal readonly ref struct Lease
    {
        private readonly SharedHandle _handle;
        private readonly Reader? _reader; // null: the thread reads two at once, and the second is counted

        internal Lease(SharedHandle handle)
        {
            Reader reader = t_reader ?? Reader.Make();
            if (reader.Reads == 0)
            {
                reader.Reads = handle.handle;
                _reader = reader;
            }
            else
            {
                bool added = false;
                handle.DangerousAddRef(ref added);
            }
            _handle = handle;
        }

        internal nint Pointer => _handle.handle;

        public void Dispose()
        {
            if (_reader is null)
            {
                _handle.DangerousRelease();
                return;
            }
            _reader.Reads = 0;
            if (_handle._given)
            {
                _handle.Release();
            }
        }
    }
}
