using System.Text.Json;
using System.Text.RegularExpressions;

namespace AcmPlaybook.Tests;

/// <summary>Each function of C is reached from C#, or left out for a reason.</summary>
public sealed partial class CoverageTests
{
    /// <summary>What callers of C# do not need, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new()
    {
        ["acm_error_init"] = "the binding sets the size itself, and reads nothing else of an error that is not filled",
        ["acm_allocator_init"] = "memory functions, called by the finalizer too, are nothing for managed code",
        ["acm_playbook_retain"] = "SafeHandle counts",
        ["acm_memory_source_init"] = "Playbook.ReadPages takes any files, those in memory among them",
    };

    [Fact]
    public void Each_function_is_reached_or_left_out_for_a_reason()
    {
        string bindings = Path.Combine(Samples.Repository, "bindings");
        using var api = JsonDocument.Parse(File.ReadAllText(Path.Combine(bindings, "api.json")));
        string source = string.Concat(Directory.EnumerateFiles(Path.Combine(bindings, "csharp", "AcmPlaybook"), "*.cs")
            .Where(path => !path.EndsWith(".g.cs")).Select(File.ReadAllText));
        HashSet<string> called = [.. Calls().Matches(source).Select(m => m.Groups[1].Value)];
        called.UnionWith(["acm_version", "acm_struct_size"]); // by pointer, when the library is loaded
        HashSet<string> all = [.. api.RootElement.GetProperty("functions").EnumerateArray()
            .Select(f => f.GetProperty("name").GetString()!)];
        Assert.Equal([], all.Except(called).Except(LeftOut.Keys));
        Assert.Equal([], LeftOut.Keys.Where(name => called.Contains(name) || !all.Contains(name)));
    }

    [Fact]
    public void Nothing_public_is_mutable_or_a_pointer()
    {
        foreach (Type type in typeof(Case).Assembly.GetExportedTypes())
        {
            Assert.DoesNotContain(type.GetFields(), f => !f.IsLiteral && !f.IsInitOnly && !f.IsSpecialName);
            Assert.True(type.IsSealed || type.IsValueType || type == typeof(AcmException),
                $"{type.Name} is not sealed");
            Assert.DoesNotContain(type.GetMethods().SelectMany(m => m.GetParameters().Append(m.ReturnParameter)),
                p => p.ParameterType.IsPointer || p.ParameterType == typeof(nint));
        }
    }

    [GeneratedRegex(@"Native\.(acm_\w+)\(")]
    private static partial Regex Calls();
}
