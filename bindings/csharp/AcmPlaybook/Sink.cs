using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using System.Text;

namespace AcmPlaybook;

/// <summary>
/// What the library calls back into while a call of ours runs. An exception of the callee is kept, stops the call, and
/// is thrown again when that has returned.
/// </summary>
internal abstract unsafe class Callback : IDisposable
{
    private GCHandle _self;
    private ExceptionDispatchInfo? _failed;

    protected Callback() => _self = GCHandle.Alloc(this);

    internal void* User => (void*)GCHandle.ToIntPtr(_self);

    public virtual void Dispose()
    {
        if (_self.IsAllocated)
        {
            _self.Free();
        }
    }

    /// <summary>Throws what a callee threw, else what the status says.</summary>
    internal void Check(Status status, ref acm_error error)
    {
        Rethrow();
        Failure.Check(status, ref error);
    }

    internal void Rethrow() => Interlocked.Exchange(ref _failed, null)?.Throw();

    internal static T Of<T>(void* user)
        where T : Callback => (T)GCHandle.FromIntPtr((nint)user).Target!;

    protected internal void Keep(Exception e) => _failed = ExceptionDispatchInfo.Capture(e);
}

/// <summary>Receives text piece by piece.</summary>
internal sealed unsafe class Sink(Action<ReadOnlySpan<byte>> take) : Callback
{
    internal static delegate* unmanaged<void*, byte*, nuint, int> Pointer => &Take;

    internal static Sink Into(Stream to)
    {
        ArgumentNullException.ThrowIfNull(to);
        return new Sink(to.Write);
    }

    /// <summary>Everything that one call gives, as a string.</summary>
    internal static string Gather(Action<Sink> call)
    {
        var text = new ArrayBufferWriter<byte>();
        using var sink = new Sink(piece => text.Write(piece));
        call(sink);
        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    internal void Put(byte* text, nuint length)
    {
        while (length > 0)
        {
            int part = (int)Math.Min(length, int.MaxValue);
            take(new ReadOnlySpan<byte>(text, part));
            text += part;
            length -= (nuint)part;
        }
    }

    [UnmanagedCallersOnly]
    private static int Take(void* user, byte* text, nuint length)
    {
        var sink = Of<Sink>(user);
        try
        {
            sink.Put(text, length);
            return 0;
        }
        catch (Exception e)
        {
            sink.Keep(e);
            return 1;
        }
    }
}
