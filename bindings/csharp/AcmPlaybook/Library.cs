using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

[assembly: DisableRuntimeMarshalling]

namespace AcmPlaybook;

/// <summary>The C library behind this assembly.</summary>
/// <remarks>
/// It is looked for at the path that the environment variable ACMPLAYBOOK_LIBRARY names, else in
/// <c>runtimes/RID/native</c> beside the program, else where the system looks for libraries.
/// </remarks>
public static class Library
{
    /// <summary>The version of the library that is running, such as "0.1.0".</summary>
    /// <exception cref="AcmLoadException">There is none, or one that does not fit.</exception>
    public static unsafe string Version => Utf8.Read(Native.acm_version_text())!;

    /// <summary>The name of a status in C, such as "ACM_E_ROLE".</summary>
    public static unsafe string NameOf(Status status) => Utf8.Read(Native.acm_status_name(status))!;

    /// <summary>The English word for a state, as expressions and scenarios write it.</summary>
    public static unsafe string NameOf(State state) => Utf8.Read(Native.acm_state_name(state))!;

    /// <summary>The English word for the state of a condition.</summary>
    public static unsafe string NameOf(ConditionState state) => Utf8.Read(Native.acm_condition_state_name(state))!;
}

internal static unsafe partial class Native
{
    internal const string LibraryName = "acmplaybook";
    private const string PathVariable = "ACMPLAYBOOK_LIBRARY";
    private static readonly Lock Loading = new();
    private static nint s_library;

    static Native() => NativeLibrary.SetDllImportResolver(typeof(Native).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search)
    {
        if (name != LibraryName)
        {
            return 0;
        }
        lock (Loading)
        {
            return s_library != 0 ? s_library
                : s_library = Load(assembly, Environment.GetEnvironmentVariable(PathVariable), Bundled());
        }
    }

    /// <summary>Loads the library from a path, without one as it is bundled, else as the system knows it.</summary>
    internal static nint Load(Assembly assembly, string? path, string bundled)
    {
        nint library;
        if (!string.IsNullOrEmpty(path))
        {
            library = LoadFrom(path, $"{PathVariable} names {path}, which");
        }
        else if (File.Exists(bundled))
        {
            library = LoadFrom(path = bundled, path);
        }
        else
        {
            library = LoadKnown(assembly, bundled);
            path = PathOf(LibraryName);
        }
        try
        {
            Compare(library, path);
        }
        catch
        {
            NativeLibrary.Free(library);
            throw;
        }
        return library;
    }

    private static nint LoadFrom(string path, string what)
    {
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
        {
            throw new AcmLoadException($"{what} cannot be loaded: {e.Message}", path, e);
        }
    }

    /// <summary>Loads the library as the program's dependencies or the system know it.</summary>
    private static nint LoadKnown(Assembly assembly, string bundled)
    {
        uint major = ACM_VERSION_NUMBER / 1_000_000, minor = ACM_VERSION_NUMBER / 1000 % 1000;
        try
        {
            return NativeLibrary.Load(LibraryName, assembly, null);
        }
        catch (DllNotFoundException e)
        {
            string installed = $"libacmplaybook.so.{(major == 0 ? $"0.{minor}" : major)}";
            return NativeLibrary.TryLoad(installed, out nint library) ? library : throw new AcmLoadException(
                $"{PathVariable} is not set, there is no {bundled}, and nothing else will do. {e.Message}", bundled, e);
        }
    }

    private static string Bundled()
    {
        (string system, string file) = OperatingSystem.IsWindows() ? ("win", "acmplaybook.dll")
            : OperatingSystem.IsMacOS() ? ("osx", "libacmplaybook.dylib") : ("linux", "libacmplaybook.so");
        string rid = $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
        return Path.Combine(AppContext.BaseDirectory, "runtimes", rid, "native", file);
    }

    /// <summary>Where a library lies that the system found by name.</summary>
    private static string PathOf(string name)
    {
        using var process = Process.GetCurrentProcess();
        return process.Modules.Cast<ProcessModule>()
            .FirstOrDefault(m => m.ModuleName.Contains(LibraryName, StringComparison.Ordinal)
                && !m.ModuleName.EndsWith(".dll", StringComparison.Ordinal))?.FileName ?? name;
    }

    /// <summary>
    /// Refuses a library that is another one, of another version, or whose records are laid out otherwise.
    /// </summary>
    private static void Compare(nint library, string path)
    {
        if (!NativeLibrary.TryGetExport(library, nameof(acm_version), out nint version)
            || !NativeLibrary.TryGetExport(library, nameof(acm_struct_size), out nint size))
        {
            throw new AcmLoadException($"{path} is no {LibraryName}: it lacks {nameof(acm_version)}", path, null);
        }
        uint found = ((delegate* unmanaged<uint>)version)();
        string both = $"{path} is {LibraryName} {Dotted(found)}, and this assembly was made for "
            + Dotted(ACM_VERSION_NUMBER);
        uint minor = found / 1000, wanted = ACM_VERSION_NUMBER / 1000;
        // Below 1.0 a minor version may change the ABI; later ones only add to it.
        if (minor != wanted && (wanted < 1000 || minor / 1000 != wanted / 1000 || minor < wanted))
        {
            throw new AcmLoadException(both, path, null);
        }
        var told = new StringBuilder();
        for (int kind = 0; kind < Sizes.Length; kind++)
        {
            uint bytes = ((delegate* unmanaged<int, uint>)size)(kind);
            if (minor == wanted ? bytes != Sizes[kind].Size : bytes < Sizes[kind].Size)
            {
                told.Append($"; {Sizes[kind].Name} has {bytes} bytes there and {Sizes[kind].Size} here");
            }
        }
        if (told.Length > 0)
        {
            throw new AcmLoadException(both + told, path, null);
        }
    }

    private static string Dotted(uint number) => $"{number / 1_000_000}.{number / 1000 % 1000}.{number % 1000}";
}
