using Google.Protobuf.Reflection;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>Finds the proto files of a set of services: by their name, and by what they declare.</summary>
internal sealed class DescriptorIndex
{
    private readonly Dictionary<string, FileDescriptor> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FileDescriptor> _bySymbol = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SortedDictionary<int, FileDescriptor>> _byExtension = new(StringComparer.Ordinal);

    public DescriptorIndex(IReadOnlyCollection<ServiceDescriptor> services)
    {
        ServiceNames = [.. services.Select(service => service.FullName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        foreach (var service in services) AddFile(service.File);
    }

    public IReadOnlyList<string> ServiceNames { get; }

    /// <summary>The file of this name, followed by all that it imports; null: not known.</summary>
    public IReadOnlyList<FileDescriptor>? FindFile(string name) => WithImports(_byName.GetValueOrDefault(name));

    /// <summary>The file that declares the symbol, followed by all that it imports; null: not known.</summary>
    public IReadOnlyList<FileDescriptor>? FindSymbol(string fullName) => WithImports(_bySymbol.GetValueOrDefault(fullName));

    /// <summary>The file that declares the extension, followed by all that it imports; null: not known.</summary>
    public IReadOnlyList<FileDescriptor>? FindExtension(string extendedType, int number) =>
        WithImports(_byExtension.GetValueOrDefault(extendedType)?.GetValueOrDefault(number));

    /// <summary>In ascending order; null: the type is not known.</summary>
    public IReadOnlyCollection<int>? FindExtensionNumbers(string extendedType)
    {
        if (_byExtension.TryGetValue(extendedType, out var extensions)) return extensions.Keys;
        return _bySymbol.ContainsKey(extendedType) ? [] : null;
    }

    private static List<FileDescriptor>? WithImports(FileDescriptor? file)
    {
        if (file is null) return null;

        List<FileDescriptor> files = [];
        Add(file);
        return files;

        void Add(FileDescriptor next)
        {
            if (files.Contains(next)) return;
            files.Add(next);
            foreach (var import in next.Dependencies) Add(import);
        }
    }

    private void AddFile(FileDescriptor file)
    {
        if (!_byName.TryAdd(file.Name, file)) return;

        foreach (var service in file.Services)
        {
            _bySymbol[service.FullName] = file;
            foreach (var method in service.Methods) _bySymbol[method.FullName] = file;
        }

        foreach (var message in file.MessageTypes) AddMessage(message, file);
        foreach (var type in file.EnumTypes) AddEnum(type, file);
        foreach (var extension in file.Extensions.UnorderedExtensions) AddExtension(extension, file);
        foreach (var import in file.Dependencies) AddFile(import);
    }

    private void AddMessage(MessageDescriptor message, FileDescriptor file)
    {
        _bySymbol[message.FullName] = file;
        foreach (var field in message.Fields.InDeclarationOrder()) _bySymbol[field.FullName] = file;
        foreach (var nested in message.NestedTypes) AddMessage(nested, file);
        foreach (var type in message.EnumTypes) AddEnum(type, file);
        foreach (var extension in message.Extensions.UnorderedExtensions) AddExtension(extension, file);
    }

    private void AddEnum(EnumDescriptor type, FileDescriptor file)
    {
        _bySymbol[type.FullName] = file;
        foreach (var value in type.Values) _bySymbol[value.FullName] = file;
    }

    private void AddExtension(FieldDescriptor extension, FileDescriptor file)
    {
        _bySymbol[extension.FullName] = file;
        var extended = extension.ExtendeeType.FullName;
        if (!_byExtension.TryGetValue(extended, out var numbers)) _byExtension[extended] = numbers = [];
        numbers[extension.FieldNumber] = file;
    }
}
