using System.Globalization;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Platform.ServiceKit.Http;

/// <summary>A <see cref="Problem"/> as a gRPC status with <c>google.rpc.Status</c> details (BadRequest field
/// violations, ErrorInfo).</summary>
public static class GrpcProblems
{
    /// <summary>The message is a header; the details have all.</summary>
    private const int FieldsInMessage = 5;

    public static RpcException ToRpcException(this Problem problem)
    {
        var status = ToStatus(problem);
        return new RpcException(
            new Status((StatusCode)status.Code, status.Message),
            new Metadata { { "grpc-status-details-bin", status.ToByteArray() } }
        );
    }

    public static bool IsGrpc(this HttpRequest request) =>
        request.ContentType is { } type && type.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Refuses a call before a gRPC method ran. Headers without a body end the stream: the client reads them as
    /// trailers, so it gets this status and not a made-up one for an unexpected HTTP answer.
    /// </summary>
    public static Task WriteTrailersOnlyAsync(HttpContext context, Problem problem)
    {
        var status = ToStatus(problem);
        var response = context.Response;
        response.StatusCode = StatusCodes.Status200OK;
        response.ContentType = "application/grpc";
        response.Headers["grpc-status"] = status.Code.ToString(CultureInfo.InvariantCulture);
        response.Headers["grpc-message"] = MessageHeader(status.Message);
        response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
        return response.CompleteAsync();
    }

    /// <summary>The bytes are no message of the method.</summary>
    public static Problem Unreadable() =>
        Problem.Invalid(
            "message",
            "is not a message of this method: its bytes are not that message's, or it broke off"
        );

    /// <summary>The message is longer than the service reads.</summary>
    public static Problem TooLong() =>
        new(
            "body-too-large",
            StatusCodes.Status413PayloadTooLarge,
            "The message is too large.",
            "Send several smaller ones."
        );

    private static Google.Rpc.Status ToStatus(Problem problem)
    {
        var code = CodeOf(problem.Status);
        // Most programs print the message and nothing else, so it names the fields too.
        var explanation = problem.Errors is { Count: > 0 } fields
            ? string.Join(
                "; ",
                fields.Take(FieldsInMessage).Select(field => $"{field.Key}: {string.Join(", ", field.Value)}")
            )
            : problem.Detail;
        var message = explanation is null ? problem.Title : $"{problem.Title} {explanation}";
        var status = new Google.Rpc.Status { Code = (int)code, Message = message };
        status.Details.Add(
            Google.Protobuf.WellKnownTypes.Any.Pack(
                new Google.Rpc.ErrorInfo { Reason = problem.Type, Domain = "retention-platform" }
            )
        );
        if (problem.Errors is { Count: > 0 } errors)
        {
            var violations = errors.SelectMany(field =>
                field.Value.Select(text => new Google.Rpc.BadRequest.Types.FieldViolation
                {
                    Field = field.Key,
                    Description = text,
                })
            );
            status.Details.Add(
                Google.Protobuf.WellKnownTypes.Any.Pack(new Google.Rpc.BadRequest { FieldViolations = { violations } })
            );
        }

        return status;
    }

    /// <summary>A text as the header <c>grpc-message</c> carries it: all but printable ASCII is percent-encoded, and
    /// the percent sign itself.</summary>
    public static string MessageHeader(string text)
    {
        var header = new StringBuilder(text.Length);
        foreach (var octet in Encoding.UTF8.GetBytes(text))
        {
            if (octet is >= 0x20 and <= 0x7E and not (byte)'%')
                header.Append((char)octet);
            else
                header.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }

        return header.ToString();
    }

    private static StatusCode CodeOf(int httpStatus) =>
        httpStatus switch
        {
            StatusCodes.Status400BadRequest or StatusCodes.Status422UnprocessableEntity => StatusCode.InvalidArgument,
            StatusCodes.Status401Unauthorized => StatusCode.Unauthenticated,
            StatusCodes.Status403Forbidden => StatusCode.PermissionDenied,
            StatusCodes.Status404NotFound => StatusCode.NotFound,
            StatusCodes.Status409Conflict => StatusCode.AlreadyExists,
            StatusCodes.Status412PreconditionFailed or StatusCodes.Status428PreconditionRequired =>
                StatusCode.FailedPrecondition,
            StatusCodes.Status413PayloadTooLarge or StatusCodes.Status429TooManyRequests =>
                StatusCode.ResourceExhausted,
            StatusCodes.Status501NotImplemented => StatusCode.Unimplemented,
            StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,
            StatusCodes.Status504GatewayTimeout => StatusCode.DeadlineExceeded,
            _ => StatusCode.Internal,
        };
}
