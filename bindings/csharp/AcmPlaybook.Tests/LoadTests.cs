using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace AcmPlaybook.Tests;

/// <summary>What is loaded fits what was generated, and what does not fit is told.</summary>
public sealed class LoadTests
{
    private static readonly JsonElement Api =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Samples.Repository, "bindings", "api.json"))).RootElement;

    [Fact]
    public void The_library_tells_its_version() => Assert.Matches(@"^\d+\.\d+\.\d+$", Library.Version);

    [Fact]
    public void Names_come_from_the_library()
    {
        Assert.Equal("ACM_E_ROLE", Library.NameOf(Status.Role));
        Assert.Equal("completed", Library.NameOf(State.Completed));
        Assert.Equal("waived", Library.NameOf(ConditionState.Waived));
        Assert.Equal("unknown", Library.NameOf((State)99));
    }

    [Fact]
    public unsafe void Records_are_laid_out_as_in_C()
    {
        Type[] types = typeof(Case).Assembly.GetTypes();
        foreach (JsonElement record in Api.GetProperty("records").EnumerateArray())
        {
            string name = record.GetProperty("name").GetString()!;
            string words = string.Concat(name["acm_".Length..].Split('_').Select(w => char.ToUpper(w[0]) + w[1..]));
            Type type = types.FirstOrDefault(t => t.Name == name) ?? types.Single(t => t.Name == words);
            foreach (JsonElement field in record.GetProperty("fields").EnumerateArray())
            {
                string f = field.GetProperty("name").GetString()!;
                FieldInfo? info = type.GetField(f, Every) ?? type.GetField("_" + f, Every);
                Assert.True(info is not null, $"{name}.{f} is missing");
                Assert.True(OffsetOf(type, info) == field.GetProperty("offset").GetInt32(), $"{name}.{f} is elsewhere");
            }
            Assert.Equal(record.GetProperty("size").GetInt32(), SizeOf(type));
        }
    }

    [Fact]
    public void A_path_without_library_is_named()
    {
        var e = Assert.Throws<AcmLoadException>(() => Native.Load(typeof(Case).Assembly, "/nowhere/lib.so", ""));
        Assert.Contains("/nowhere/lib.so", e.Message);
        Assert.Equal("/nowhere/lib.so", e.Path);
    }

    [Fact]
    public void A_library_that_is_there_but_does_not_load_is_said_to_be_so()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory("acmplaybook").FullName, "libacmplaybook.so");
        File.WriteAllText(path, "no library");
        var e = Assert.Throws<AcmLoadException>(() => Native.Load(typeof(Case).Assembly, null, path));
        Assert.Contains("cannot be loaded", e.Message);
        Assert.Equal(path, e.Path);
        Assert.NotNull(e.InnerException);
    }

    [FactOfCompiler]
    public void A_library_that_does_not_fit_is_told_with_both_versions()
    {
        const string Version = "unsigned acm_version(void) { return 2000; }\n";
        const string Sizes = "unsigned acm_struct_size(int kind) { return kind == 8 ? 40 : 0; }\n";
        Assert.Contains("is no acmplaybook", Refusal(Compile("other", "int something;\n")));
        string later = Refusal(Compile("later", Version + Sizes));
        Assert.Contains("0.2.0", later);
        Assert.Contains(Library.Version, later);
        string laid = Refusal(Compile("laid", Version.Replace("2000", "1000") + Sizes));
        Assert.Contains("acm_event has 40 bytes there and 32 here", laid);
    }

    private const BindingFlags Every = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static string Refusal(string path) =>
        Assert.Throws<AcmLoadException>(() => Native.Load(typeof(Case).Assembly, path, "")).Message;

    private static string Compile(string name, string source)
    {
        string folder = Directory.CreateTempSubdirectory("acmplaybook").FullName;
        string library = Path.Combine(folder, $"lib{name}.so");
        File.WriteAllText(Path.Combine(folder, "l.c"), source);
        using var cc = Process.Start(Needs.Compiler!, ["-shared", "-fPIC", "-o", library, Path.Combine(folder, "l.c")]);
        cc.WaitForExit();
        return library;
    }

    private static int SizeOf(Type type) => (int)typeof(System.Runtime.CompilerServices.Unsafe)
        .GetMethod("SizeOf")!.MakeGenericMethod(type).Invoke(null, null)!;

    /// <summary>Where a field lies: of a blittable record where the runtime puts it, too.</summary>
    private static int OffsetOf(Type type, FieldInfo field) =>
        (int)System.Runtime.InteropServices.Marshal.OffsetOf(type, field.Name);
}
