using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Reflection.V1;
using Microsoft.AspNetCore.Routing;
using static Grpc.Reflection.V1.ServerReflectionRequest;

namespace Grpc.AspNetCore.Server.Reflection;

/// <summary>Answers reflection requests from the descriptors of the mapped services, which are collected at the first request.</summary>
internal sealed class ReflectionAnswers(EndpointDataSource endpoints)
{
    private readonly Lazy<DescriptorIndex> _index = new(() => new DescriptorIndex(MappedServices.Find(endpoints)));

    public ServerReflectionResponse Answer(ServerReflectionRequest request)
    {
        var response = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case MessageRequestOneofCase.ListServices:
                response.ListServicesResponse = new() { Service = { _index.Value.ServiceNames.Select(name => new ServiceResponse { Name = name }) } };
                break;
            case MessageRequestOneofCase.FileByFilename:
                AddFiles(response, _index.Value.FindFile(request.FileByFilename), $"file '{request.FileByFilename}'");
                break;
            case MessageRequestOneofCase.FileContainingSymbol:
                AddFiles(response, _index.Value.FindSymbol(request.FileContainingSymbol), $"symbol '{request.FileContainingSymbol}'");
                break;
            case MessageRequestOneofCase.FileContainingExtension:
                var extension = request.FileContainingExtension;
                AddFiles(
                    response,
                    _index.Value.FindExtension(extension.ContainingType, extension.ExtensionNumber),
                    $"extension {extension.ExtensionNumber} of '{extension.ContainingType}'");
                break;
            case MessageRequestOneofCase.AllExtensionNumbersOfType:
                AddExtensionNumbers(response, request.AllExtensionNumbersOfType);
                break;
            default:
                response.ErrorResponse = Error(StatusCode.InvalidArgument, "The reflection request asks for nothing that this server knows of.");
                break;
        }

        return response;
    }

    private static void AddFiles(ServerReflectionResponse response, IReadOnlyList<FileDescriptor>? files, string sought)
    {
        if (files is null) response.ErrorResponse = Error(StatusCode.NotFound, $"No service of this server knows a {sought}.");
        else response.FileDescriptorResponse = new() { FileDescriptorProto = { files.Select(file => file.SerializedData) } };
    }

    private static ErrorResponse Error(StatusCode code, string message) => new() { ErrorCode = (int)code, ErrorMessage = message };

    private void AddExtensionNumbers(ServerReflectionResponse response, string type)
    {
        if (_index.Value.FindExtensionNumbers(type) is { } numbers)
            response.AllExtensionNumbersResponse = new() { BaseTypeName = type, ExtensionNumber = { numbers } };
        else
            response.ErrorResponse = Error(StatusCode.NotFound, $"No service of this server knows a type '{type}'.");
    }
}
