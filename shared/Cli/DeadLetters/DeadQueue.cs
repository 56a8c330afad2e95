using System.Net.Http.Json;
using System.Text;
using RabbitMQ.Client;

namespace Platform.Cli.DeadLetters;

public sealed record DeadQueue(string Name, uint Messages);
