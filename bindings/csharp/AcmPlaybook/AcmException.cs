using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AcmPlaybook;

/// <summary>What the library answered other than that it is done.</summary>
public class AcmException : Exception
{
    private readonly Told _told;

    internal AcmException(in Told told)
        : base(told.ToString()) => _told = told;

    /// <summary>What kind of failure it is.</summary>
    public Status Status => _told.Status;

    /// <summary>1-based line of the input, 0 if there is no place.</summary>
    public int Line => _told.Line;

    /// <summary>1-based column in code points, 0 if there is no place.</summary>
    public int Column => _told.Column;

    /// <summary>Offset in bytes of UTF-8, 0 if there is no place.</summary>
    public long Offset => _told.Offset;

    /// <summary>The key, element or file at fault, or empty.</summary>
    public string Path => _told.Path;

    /// <summary>How many commands of the same call took effect before.</summary>
    public int Accepted => _told.Accepted;
}

/// <summary>A command that was refused and changed nothing: by the state, a role, a condition, ...</summary>
public sealed class AcmRefusedException : AcmException
{
    internal AcmRefusedException(in Told told)
        : base(told)
    {
    }
}

/// <summary>Text that cannot be read: not of its format, not UTF-8, or beyond the limits.</summary>
public sealed class AcmFormatException : AcmException
{
    internal AcmFormatException(in Told told)
        : base(told)
    {
    }
}

/// <summary>A key, name or id that nothing has, or that several things have.</summary>
public sealed class AcmNotFoundException : AcmException
{
    internal AcmNotFoundException(in Told told)
        : base(told)
    {
    }
}

/// <summary>A playbook that would break a rule of the model, or have a key twice.</summary>
public sealed class AcmModelException : AcmException
{
    internal AcmModelException(in Told told)
        : base(told)
    {
    }
}

/// <summary>The C library is missing, is another one, or does not fit.</summary>
public sealed class AcmLoadException : DllNotFoundException
{
    internal AcmLoadException(string message, string path, Exception? inner)
        : base(message, inner) => Path = path;

    /// <summary>Where the library is, or should be.</summary>
    public string Path { get; }
}

/// <summary>What a failure tells.</summary>
internal readonly record struct Told(
    Status Status, string Message, int Line = 0, int Column = 0, long Offset = 0, string Path = "", int Accepted = 0)
{
    /// <summary>The message, with its place if it has one.</summary>
    public override string ToString() =>
        Line == 0 ? Message : $"{Message} ({(Path == "" ? "" : $"{Path}, ")}line {Line}, column {Column})";
}

/// <summary>Statuses as exceptions.</summary>
internal static unsafe class Failure
{
    /// <summary>Gives an error room to be told in; what is not written on failure is never read.</summary>
    internal static void Ready(out acm_error error)
    {
        Unsafe.SkipInit(out error);
        error.struct_size = (uint)sizeof(acm_error);
    }

    /// <summary>Throws unless all is well.</summary>
    /// <param name="status">What a call came to.</param>
    /// <param name="error">What it told.</param>
    /// <param name="file">What was read, for a call that does not know.</param>
    internal static void Check(Status status, ref acm_error error, string? file = null)
    {
        if (status != Status.Ok)
        {
            Throw(Of(status, ref error, file: file));
        }
    }

    /// <summary>For calls that tell nothing but their status.</summary>
    internal static void Check(Status status, string what)
    {
        if (status != Status.Ok)
        {
            Throw(Of(new Told(status, $"{what}: {Library.NameOf(status)}")));
        }
    }

    internal static AcmException Of(Status status, ref acm_error error, int accepted = 0, string? file = null)
    {
        fixed (acm_error* e = &error)
        {
            string path = e->path[0] == 0 && file is not null ? file : Utf8.Read(e->path)!;
            return Of(new Told(status, Utf8.Read(e->message)!, (int)e->line, (int)e->column, (long)e->offset, path,
                accepted));
        }
    }

    internal static AcmException NotFound(string message) => Of(new Told(Status.NotFound, message));

    internal static InvalidOperationException IsDefault() => new("It is the default value, of no playbook");

    private static AcmException Of(in Told told) => told.Status switch
    {
        Status.State or Status.Role or Status.Condition or Status.Incomplete or Status.Scope or Status.Budget =>
            new AcmRefusedException(told),
        Status.Syntax or Status.Encoding or Status.Limit => new AcmFormatException(told),
        Status.NotFound or Status.Ambiguous => new AcmNotFoundException(told),
        Status.Model or Status.Exists => new AcmModelException(told),
        _ => new AcmException(told),
    };

    [DoesNotReturn]
    private static void Throw(AcmException e) => throw e;
}
