using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;
using V1 = Grpc.Reflection.V1;
using V1Alpha = Grpc.Reflection.V1Alpha;

namespace Platform.GrpcStandins;

public class ReflectionTests
{
    private const string Service = "platform.test.v1.EchoService";

    [Fact]
    public async Task Lists_the_services_of_the_server()
    {
        await using var host = await StartAsync();

        var response = await AskAsync(host, new V1.ServerReflectionRequest { ListServices = "*" });

        response.ListServicesResponse.Service.Select(service => service.Name).ShouldContain(Service);
    }

    [Theory]
    [InlineData(Service)]
    [InlineData(Service + ".Chat")]
    [InlineData("platform.test.v1.Line")]
    public async Task Gives_the_file_that_declares_a_symbol_with_its_imports(string symbol)
    {
        await using var host = await StartAsync();

        var response = await AskAsync(host, new V1.ServerReflectionRequest { FileContainingSymbol = symbol });

        var files = response.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).ToList();
        files.Select(file => file.Name).ShouldBe(["echo.proto", "google/protobuf/timestamp.proto"], ignoreOrder: true);
        files.Single(file => file.Name == "echo.proto").Service.Single().Method.Select(method => method.Name).ShouldBe(["Say", "Repeat", "Join", "Chat"]);
    }

    [Fact]
    public async Task Gives_a_file_by_its_name()
    {
        await using var host = await StartAsync();

        var response = await AskAsync(host, new V1.ServerReflectionRequest { FileByFilename = "google/protobuf/timestamp.proto" });

        FileDescriptorProto.Parser.ParseFrom(response.FileDescriptorResponse.FileDescriptorProto.Single()).MessageType.Single().Name.ShouldBe("Timestamp");
    }

    [Fact]
    public async Task Says_what_it_does_not_know_and_goes_on()
    {
        await using var host = await StartAsync();
        using var call = new V1.ServerReflection.ServerReflectionClient(host.Channel()).ServerReflectionInfo();

        foreach (var symbol in new[] { "no.such.Thing", Service })
        {
            await call.RequestStream.WriteAsync(new V1.ServerReflectionRequest { FileContainingSymbol = symbol });
            await call.ResponseStream.MoveNext();
            if (symbol == Service) call.ResponseStream.Current.FileDescriptorResponse.ShouldNotBeNull();
            else call.ResponseStream.Current.ErrorResponse.ErrorCode.ShouldBe((int)StatusCode.NotFound);
            call.ResponseStream.Current.OriginalRequest.FileContainingSymbol.ShouldBe(symbol);
        }

        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public async Task Speaks_v1alpha_too()
    {
        await using var host = await StartAsync();
        using var call = new V1Alpha.ServerReflection.ServerReflectionClient(host.Channel()).ServerReflectionInfo();

        await call.RequestStream.WriteAsync(new V1Alpha.ServerReflectionRequest { FileContainingSymbol = Service });
        await call.ResponseStream.MoveNext();

        call.ResponseStream.Current.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).ShouldContain(file => file.Name == "echo.proto");
    }

    [Fact]
    public async Task What_it_gives_is_enough_to_build_the_descriptors()
    {
        await using var host = await StartAsync();

        var response = await AskAsync(host, new V1.ServerReflectionRequest { FileContainingSymbol = Service });

        var importsFirst = response.FileDescriptorResponse.FileDescriptorProto.OrderBy(file => FileDescriptorProto.Parser.ParseFrom(file).Dependency.Count);
        var built = FileDescriptor.BuildFromByteStrings(importsFirst);
        built[^1].Services.Single().FindMethodByName("Join").IsClientStreaming.ShouldBeTrue();
    }

    private static Task<EchoHost> StartAsync() =>
        EchoHost.StartAsync(services: services => services.AddGrpcReflection(), map: app => app.MapGrpcReflectionService());

    private static async Task<V1.ServerReflectionResponse> AskAsync(EchoHost host, V1.ServerReflectionRequest request)
    {
        using var call = new V1.ServerReflection.ServerReflectionClient(host.Channel()).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(request);
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeTrue();
        return call.ResponseStream.Current;
    }
}
