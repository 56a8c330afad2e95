using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Platform.ServiceDefaults;
using Platform.ServiceKit.Auth;

namespace Platform.ServiceKit.Http;

/// <summary>The one place where exceptions and bare status codes become problem details.</summary>
public static partial class ProblemDetailsWriter
{
    /// <summary>Also used by the gateway, which has no database of the services' kind.</summary>
    public static void AddProblemAnswers(this IServiceCollection services)
    {
        services.AddProblemDetails(options =>
            options.CustomizeProblemDetails = context => Complete(context.ProblemDetails, context.HttpContext)
        );
        services.AddExceptionHandler<ExceptionToProblem>();
        // A body that cannot be bound then comes here too, with its reason, instead of as a bare 400.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>Answers with a problem in the caller's own protocol: problem details, or a gRPC status. Nothing where
    /// the answer has begun.</summary>
    public static async Task WriteAsync(HttpContext context, Problem problem)
    {
        if (context.Response.HasStarted)
            return;
        if (problem.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden)
            Audit(context, problem);
        if (problem.RetryAfter is { } seconds)
            context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (context.Request.IsGrpc())
        {
            await GrpcProblems.WriteTrailersOnlyAsync(context, problem);
            return;
        }

        context.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status401Unauthorized)
            context.Response.Headers.WWWAuthenticate = "Bearer";
        await context
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = problem.ToDetails() });
    }

    /// <summary>Who was turned away at the door and why stays to be looked up; a path may hold a link's secret, so only
    /// where it leads is told.</summary>
    private static void Audit(HttpContext context, Problem problem)
    {
        var log = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Platform.Audit.Refused");
        LogRefused(
            log,
            problem.Status,
            problem.Type,
            context.Request.Method,
            context.GetEndpoint()?.DisplayName ?? SecretPathRedactor.Redact(context.Request.Path),
            Caller.From(context.User).Id,
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            problem.Detail ?? problem.Title
        );
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Refused {Status} {Type}: {Method} {Where} by '{Caller}' from {Address}: {Reason}"
    )]
    private static partial void LogRefused(
        ILogger logger,
        int status,
        string type,
        string method,
        string where,
        string caller,
        string address,
        string reason
    );

    /// <summary>What an exception means to the caller; null where it is a defect of ours (500, without
    /// internals).</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="endpoint">Where, if that is known: a parameter that is missing is then told with all others that
    /// are.</param>
    /// <param name="request">The request, if there is one.</param>
    public static Problem? From(Exception exception, Endpoint? endpoint = null, HttpRequest? request = null) =>
        exception switch
        {
            ProblemException known => known.Problem,
            IdempotencyConflictException => new(
                "idempotency/in-progress",
                StatusCodes.Status409Conflict,
                "A request with this key is being carried out.",
                "Repeat it in a moment with the same Idempotency-Key to get its answer."
            ),
            BadHttpRequestException bad when BindingProblems.From(bad, endpoint, request) is { } binding => binding,
            BadHttpRequestException bad => new(
                bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? "body-too-large" : "bad-request",
                bad.StatusCode,
                "The request could not be read.",
                Explain(bad)
            ),
            NpgsqlException { IsTransient: true } or TimeoutException => Unavailable(),
            NpgsqlException npgsql
            and not PostgresException
                when npgsql.InnerException is IOException or System.Net.Sockets.SocketException or TimeoutException =>
                Unavailable(),
            PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" } => Unavailable(),
            RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded } => new(
                "unavailable",
                StatusCodes.Status503ServiceUnavailable,
                "Another service of the platform, whose answer is needed here, does not answer just now.",
                "Nothing was changed that you did not get an answer for; repeat the request with the same "
                    + "Idempotency-Key."
            ),
            // PostgreSQL's text cannot hold U+0000; no field of ours means to.
            PostgresException { SqlState: "22021" or "22P05" } => new(
                "bad-request",
                StatusCodes.Status400BadRequest,
                "The request could not be read.",
                "A text contains the character U+0000 or is not valid Unicode; leave it out."
            ),
            // A cursor that was made up or belongs to another list: its parts are of other types than the list's.
            PostgresException { SqlState: "22P02" or "22003" or "22007" or "22008" or "2201W" or "2201X" }
                when request?.Query.ContainsKey("cursor") == true => Cursor.Foreign(),
            PostgresException { SqlState: "22003" or "22008" } => new(
                "out-of-range",
                StatusCodes.Status400BadRequest,
                "A value is out of range.",
                "A number is too large, or a date too far away, to be reckoned with."
            ),
            // While a stream of messages is read.
            Google.Protobuf.InvalidProtocolBufferException => GrpcProblems.Unreadable(),
            IOException tooLong when tooLong.Message.StartsWith("Message too large", StringComparison.Ordinal) =>
                GrpcProblems.TooLong(),
            _ => null,
        };

    private static Problem Unavailable() =>
        new(
            "unavailable",
            StatusCodes.Status503ServiceUnavailable,
            "The service cannot reach its database just now.",
            "Nothing was changed that you did not get an answer for; repeat the request with the same Idempotency-Key."
        );

    private static string Explain(BadHttpRequestException exception) =>
        exception.InnerException switch
        {
            JsonException json => $"The body is not valid JSON: {json.Message}",
            _ => exception.Message,
        };

    private static void Complete(ProblemDetails details, HttpContext context)
    {
        details.Instance ??= context.Request.Path;
        if (
            details.Type?.StartsWith("https://tools.ietf.org/", StringComparison.Ordinal) == true
            && Bare(details.Status, context.Request) is { } known
        )
            (details.Type, details.Title, details.Detail) = (known.Type, known.Title, known.Detail);
        // A problem of a service names its own type and may say what is wrong field by field; .NET's type is an address
        // of the RFC.
        if (
            details is not HttpValidationProblemDetails validation
            || details.Type?.StartsWith("http", StringComparison.Ordinal) == false
        )
            return;
        // Keys come out of .NET's validation in PascalCase; callers know their fields in camelCase.
        validation.Errors = validation.Errors.ToDictionary(
            error => CamelCase(error.Key),
            error => error.Value.Select(WithoutFieldName).ToArray(),
            StringComparer.Ordinal
        );
        (details.Type, details.Title, details.Detail) = (
            "validation",
            "The request is not valid.",
            "See errors: each field with what is wrong."
        );
    }

    /// <summary>A status that nobody explained: no route matched, or not with this method or media type.</summary>
    private static Problem? Bare(int? status, HttpRequest request) =>
        status switch
        {
            StatusCodes.Status404NotFound => new(
                "not-found",
                404,
                "There is nothing here.",
                $"No route matches {request.Method} {request.Path}; ids are UUIDs."
            ),
            StatusCodes.Status405MethodNotAllowed => new(
                "method-not-allowed",
                405,
                "Not with this method.",
                $"{request.Method} is not offered at {request.Path}; the Allow header says what is."
            ),
            StatusCodes.Status415UnsupportedMediaType => new(
                "unsupported-media-type",
                415,
                "The body has another type than this route reads.",
                "Send Content-Type: application/json, or what the API's document names for this route."
            ),
            _ => null,
        };

    /// <summary>.NET's validation says "The Name field is required."; the field is named by its key already.</summary>
    internal static string WithoutFieldName(string message) =>
        message.Contains(nameof(AllowedValuesAttribute), StringComparison.Ordinal)
            ? "is none of the values that the API's document names for it"
            : FieldName().Replace(message, "");

    [GeneratedRegex(@"^The (field \w+|\w+ field) ", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex FieldName();

    private static string CamelCase(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));

    private sealed partial class ExceptionToProblem(IProblemDetailsService problems, ILogger<ExceptionToProblem> logger)
        : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(
            HttpContext httpContext,
            Exception exception,
            CancellationToken cancellationToken
        )
        {
            if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
            {
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                return true;
            }

            var problem = From(
                exception,
                httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint,
                httpContext.Request
            );
            if (problem is null)
                LogDefect(httpContext.Request.Method, SecretPathRedactor.Redact(httpContext.Request.Path), exception);
            problem ??= new(
                "internal-error",
                StatusCodes.Status500InternalServerError,
                "Something went wrong on our side.",
                "It was logged; the trace id helps us find it."
            );
            if (problem.Status == StatusCodes.Status503ServiceUnavailable)
                httpContext.Response.Headers.RetryAfter = "2";
            httpContext.Response.StatusCode = problem.Status;
            return await problems.TryWriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = httpContext,
                    ProblemDetails = problem.ToDetails(),
                    Exception = exception,
                }
            );
        }

        [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed")]
        private partial void LogDefect(string method, string path, Exception exception);
    }
}
