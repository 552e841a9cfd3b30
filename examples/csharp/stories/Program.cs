// The stories of examples/c, told in C#: stories load PAGE | build | folder | run
using Stories;

switch (args)
{
    case ["load", var page]:
        Load.Tell(page);
        return 0;
    case ["build"]:
        Build.Tell();
        return 0;
    case ["folder"]:
        Folder.Tell();
        return 0;
    case ["run"]:
        Run.Tell();
        return 0;
    default:
        Console.Error.WriteLine("usage: stories load PAGE | build | folder | run");
        return 2;
}
