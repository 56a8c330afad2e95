using NUglify;
using NUglify.JavaScript;

// Minifies the ES modules of one folder into another while a service is built: dotnet ScriptMinifier.dll from to.
var (from, to) = (args[0], args[1]);
Directory.CreateDirectory(to);
var settings = new CodeSettings { SourceMode = JavaScriptSourceMode.Module, LocalRenaming = LocalRenaming.CrunchAll };
var failed = false;
foreach (var path in Directory.EnumerateFiles(from, "*.js"))
{
    var minified = Uglify.Js(await File.ReadAllTextAsync(path), path, settings);
    foreach (var error in minified.Errors.Where(error => error.IsError))
    {
        await Console.Error.WriteLineAsync($"{path}({error.StartLine},{error.StartColumn}): error: {error.Message}");
        failed = true;
    }

    await File.WriteAllTextAsync(Path.Combine(to, Path.GetFileName(path)), minified.Code);
}

return failed ? 1 : 0;
