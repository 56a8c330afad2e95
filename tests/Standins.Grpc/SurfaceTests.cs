using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Grpc.AspNetCore.Server;
using Grpc.Net.Client;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

/// <summary>A member that a library refers to and that is not there shows only when the call is made: so ask for all of them.</summary>
public class SurfaceTests
{
    public static TheoryData<Type> Libraries => [typeof(GrpcServiceOptions), typeof(GrpcChannel)];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_type_of_the_library_loads_and_implements_what_it_derives_from(Type library) =>
        // Throws for a type that leaves an abstract member without implementation.
        library.Assembly.GetTypes().ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Every_member_that_the_library_refers_to_is_there(Type library)
    {
        using var file = new PEReader(File.OpenRead(library.Assembly.Location));
        var reader = file.GetMetadataReader();
        // Generic members are resolved for some reference type; which one makes no difference to whether they exist.
        Type[] some = [.. Enumerable.Repeat(typeof(string), 4)];
        List<string> missing = [];

        foreach (var handle in reader.MemberReferences)
        {
            try
            {
                library.Module.ResolveMember(MetadataTokens.GetToken(handle), some, some).ShouldNotBeNull();
            }
            catch (TypeLoadException exception) when (exception.Message.Contains("violates the constraint", StringComparison.Ordinal))
            {
                // The library's own generic type does not take strings; its member is its own, too.
            }
            catch (Exception exception) when (exception is MissingMemberException or TypeLoadException or FileNotFoundException)
            {
                missing.Add(exception.Message);
            }
        }

        missing.ShouldBeEmpty();
        reader.MemberReferences.Count.ShouldBeGreaterThan(100);
    }
}
