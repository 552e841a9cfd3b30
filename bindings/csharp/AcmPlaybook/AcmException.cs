using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace AcmPlaybook;

/// <summary>What the library answered other than that it is done.</summary>
public class AcmException : Exception
{
    internal AcmException(Status status, string message, uint line, uint column, ulong offset, string path)
        : base(message)
    {
        (Status, Line, Column, Offset, Path) = (status, line, column, offset, path);
    }

    /// <summary>What kind of failure it is.</summary>
    public Status Status { get; }

    /// <summary>1-based line of the input, 0 if there is no place.</summary>
    public uint Line { get; }

    /// <summary>1-based column in code points, 0 if there is no place.</summary>
    public uint Column { get; }

    /// <summary>Offset in bytes of UTF-8, 0 if there is no place.</summary>
    public ulong Offset { get; }

    /// <summary>The key, element or file at fault, or empty.</summary>
    public string Path { get; }

    /// <summary>How many commands of the same call took effect before.</summary>
    public int Accepted { get; internal init; }
}

/// <summary>A command that was refused and changed nothing: by the state, a role, a condition, ...</summary>
public sealed class AcmRefusedException : AcmException
{
    internal AcmRefusedException(Status status, string message, uint line, uint column, ulong offset, string path)
        : base(status, message, line, column, offset, path)
    {
    }
}

/// <summary>Text that cannot be read: not of its format, not UTF-8, or beyond the limits.</summary>
public sealed class AcmFormatException : AcmException
{
    internal AcmFormatException(Status status, string message, uint line, uint column, ulong offset, string path)
        : base(status, message, line, column, offset, path)
    {
    }
}

/// <summary>A key, name or id that nothing has, or that several things have.</summary>
public sealed class AcmNotFoundException : AcmException
{
    internal AcmNotFoundException(Status status, string message, uint line, uint column, ulong offset, string path)
        : base(status, message, line, column, offset, path)
    {
    }
}

/// <summary>A playbook that would break a rule of the model, or have a key twice.</summary>
public sealed class AcmModelException : AcmException
{
    internal AcmModelException(Status status, string message, uint line, uint column, ulong offset, string path)
        : base(status, message, line, column, offset, path)
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

/// <summary>Statuses as exceptions.</summary>
internal static unsafe class Failure
{
    /// <summary>Gives an error room to be told in; what is not written on failure is never read.</summary>
    internal static void Ready(out acm_error error)
    {
        Unsafe.SkipInit(out error);
        error.struct_size = (uint)sizeof(acm_error);
    }

    internal static void Check(Status status, ref acm_error error)
    {
        if (status != Status.Ok)
        {
            Throw(Of(status, ref error));
        }
    }

    /// <summary>For calls that tell nothing but their status.</summary>
    internal static void Check(Status status, string what)
    {
        if (status != Status.Ok)
        {
            Throw(Of(status, $"{what}: {Library.NameOf(status)}", 0, 0, 0, "", 0));
        }
    }

    internal static AcmException Of(Status status, ref acm_error error, int accepted = 0)
    {
        fixed (acm_error* e = &error)
        {
            return Of(status, Utf8.Read(e->message)!, e->line, e->column, e->offset, Utf8.Read(e->path)!, accepted);
        }
    }

    internal static AcmException NotFound(string message) => Of(Status.NotFound, message, 0, 0, 0, "", 0);

    internal static bool IsRefusal(Status status) => status is <= Status.State and >= Status.Budget;

    private static AcmException Of(Status status, string message, uint line, uint column, ulong offset, string path,
        int accepted) => status switch
    {
        Status.State or Status.Role or Status.Condition or Status.Incomplete or Status.Scope or Status.Budget =>
            new AcmRefusedException(status, message, line, column, offset, path) { Accepted = accepted },
        Status.Syntax or Status.Encoding or Status.Limit =>
            new AcmFormatException(status, message, line, column, offset, path) { Accepted = accepted },
        Status.NotFound or Status.Ambiguous =>
            new AcmNotFoundException(status, message, line, column, offset, path) { Accepted = accepted },
        Status.Model or Status.Exists =>
            new AcmModelException(status, message, line, column, offset, path) { Accepted = accepted },
        _ => new AcmException(status, message, line, column, offset, path) { Accepted = accepted },
    };

    [DoesNotReturn]
    private static void Throw(AcmException e) => throw e;
}
