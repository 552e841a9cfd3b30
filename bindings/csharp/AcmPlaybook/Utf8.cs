using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace AcmPlaybook;

/// <summary>
/// A string as the library takes it: UTF-8, ended by a NUL. On the stack if it is short. What is no text, with a NUL or
/// a lone surrogate in it, is refused here.
/// </summary>
internal unsafe ref struct Utf8
{
    internal const int Short = 128;
    private static readonly UTF8Encoding Strict = new(false, true);
    private byte* _owned;

    internal Utf8(string? text, Span<byte> room, [CallerArgumentExpression(nameof(text))] string name = "")
    {
        if (text is null)
        {
            return;
        }
        int nul = text.IndexOf('\0');
        if (nul >= 0)
        {
            throw new ArgumentException($"There is a NUL at {nul}", name);
        }
        if (text.Length >= room.Length / 3)
        {
            int size = Count(text, name) + 1;
            _owned = (byte*)NativeMemory.Alloc((nuint)size);
            room = new Span<byte>(_owned, size);
        }
        At = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(room)); // on the stack or native: it stays
        try
        {
            Length = (nuint)Strict.GetBytes(text, room);
        }
        catch (EncoderFallbackException e)
        {
            Dispose();
            throw NoText(e, name);
        }
        At[Length] = 0;
    }

    internal byte* At { get; }

    internal nuint Length { get; }

    public void Dispose()
    {
        NativeMemory.Free(_owned);
        _owned = null;
    }

    /// <summary>Appends a string to a block of texts.</summary>
    internal static void Append(List<byte> block, string text, string name)
    {
        int start = block.Count, size = Count(text, name);
        CollectionsMarshal.SetCount(block, start + size);
        Strict.GetBytes(text, CollectionsMarshal.AsSpan(block)[start..]);
    }

    /// <summary>Texts as the library takes several: one of them must not become two.</summary>
    internal static string Join(char separator, IEnumerable<string> texts, string name)
    {
        ArgumentNullException.ThrowIfNull(texts, name);
        return string.Join(separator, texts.Select(text => text is not null && !text.Contains(separator) ? text
            : throw new ArgumentException(text is null ? "One of them is null" : $"'{text}' has a separator", name)));
    }

    /// <summary>A string as UTF-8; a NUL in it is the library's to refuse, with its place.</summary>
    internal static byte[] Bytes(string text, [CallerArgumentExpression(nameof(text))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(text, name);
        var bytes = new byte[Count(text, name)];
        Strict.GetBytes(text, bytes);
        return bytes;
    }

    internal static string? Read(byte* text) =>
        text is null ? null : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    internal static string? Read(byte* text, nuint length) =>
        text is null ? null : Encoding.UTF8.GetString(text, checked((int)length));

    /// <summary>Copies a text into the caller's bytes.</summary>
    internal static bool TryCopy(byte* text, nuint length, Span<byte> to, out int written)
    {
        written = 0;
        if (text is null || length > (nuint)to.Length)
        {
            return false;
        }
        new ReadOnlySpan<byte>(text, (int)length).CopyTo(to);
        written = (int)length;
        return true;
    }

    private static int Count(string text, string name)
    {
        try
        {
            return checked(Strict.GetByteCount(text));
        }
        catch (EncoderFallbackException e)
        {
            throw NoText(e, name);
        }
    }

    private static ArgumentException NoText(EncoderFallbackException e, string name) =>
        new($"There is half a surrogate pair at {e.Index}", name, e);
}

/// <summary>Blittable records as bytes.</summary>
internal static class Bytes
{
    internal static bool Equal<T>(in T left, in T right)
        where T : unmanaged => Of(in left).SequenceEqual(Of(in right));

    internal static int Hash<T>(in T record)
        where T : unmanaged
    {
        HashCode hash = default;
        hash.AddBytes(Of(in record));
        return hash.ToHashCode();
    }

    /// <summary>The first of some bytes. That of none has no address, and the library asks for one.</summary>
    internal static ref readonly byte First(ReadOnlySpan<byte> bytes) =>
        ref MemoryMarshal.GetReference(bytes.IsEmpty ? "\0"u8 : bytes);

    private static ReadOnlySpan<byte> Of<T>(in T record)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in record));
}

/// <summary>Times of the library, milliseconds since 1970.</summary>
internal static class Moment
{
    private static readonly long First = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    internal static DateTimeOffset From(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, First, Last));

    /// <summary>The default of a time is none, which the library takes for earlier than anything.</summary>
    internal static long To(DateTimeOffset time) => time.ToUnixTimeMilliseconds();
}
