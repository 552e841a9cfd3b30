using System.Buffers;
using System.Runtime.InteropServices;

namespace AcmPlaybook;

/// <summary>Hands files to the library one by one; each stays where it is until the next one is asked for.</summary>
internal sealed unsafe class Source(IEnumerable<SourceFile> files) : Callback
{
    private readonly IEnumerator<SourceFile> _files = files.GetEnumerator();
    private MemoryHandle _bytes;
    private byte* _path;
    private byte* _language;

    internal static delegate* unmanaged<void*, acm_source_file*, SourceAnswer> Pointer => &Next;

    public override void Dispose()
    {
        Drop();
        base.Dispose();
        _files.Dispose(); // what may throw comes last
    }

    private SourceAnswer Give(acm_source_file* file)
    {
        Drop();
        if (!_files.MoveNext())
        {
            return SourceAnswer.End;
        }
        SourceFile next = _files.Current;
        ArgumentNullException.ThrowIfNull(next.Path, "path");
        _path = Copy(next.Path, "path");
        _language = Copy(next.Language, "language");
        _bytes = next.Bytes.Pin();
        file->path = _path;
        file->language = _language;
        file->bytes = (byte*)_bytes.Pointer;
        file->len = (ulong)next.Bytes.Length;
        return SourceAnswer.File;
    }

    private void Drop()
    {
        _bytes.Dispose();
        _bytes = default;
        NativeMemory.Free(_path);
        NativeMemory.Free(_language);
        _path = _language = null;
    }

    private static byte* Copy(string? text, string name)
    {
        if (text is null)
        {
            return null;
        }
        using var utf8 = new Utf8(text, stackalloc byte[Utf8.Short], name);
        var copy = (byte*)NativeMemory.Alloc(utf8.Length + 1);
        NativeMemory.Copy(utf8.At, copy, utf8.Length + 1);
        return copy;
    }

    [UnmanagedCallersOnly]
    private static SourceAnswer Next(void* user, acm_source_file* file)
    {
        var source = Of<Source>(user);
        try
        {
            return source.Give(file);
        }
        catch (Exception e)
        {
            source.Keep(e);
            return (SourceAnswer)(-1);
        }
    }
}
