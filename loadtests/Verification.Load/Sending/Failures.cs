using System.Net.Sockets;
using System.Security.Authentication;
using Verification.Model.Load;

namespace Verification.Load.Sending;

/// <summary>Which failure an exception of the HTTP client is.</summary>
internal static class Failures
{
    public static Exchange Of(Exception error) => Exchange.Failed(Kind(error), Words(error));

    private static LoadErrorKind Kind(Exception error) => error switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => LoadErrorKind.NameResolution,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or { InnerException: AuthenticationException } => LoadErrorKind.Tls,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.ProxyTunnelError } => LoadErrorKind.Connection,
        HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse } or HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => LoadErrorKind.Protocol,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => LoadErrorKind.Protocol,
        _ when Inner<SocketException>(error) is { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostUnreachable or SocketError.NetworkUnreachable } => LoadErrorKind.Connection,
        _ => LoadErrorKind.Reset,
    };

    private static string Words(Exception error) => Inner<SocketException>(error)?.Message ?? Inner<AuthenticationException>(error)?.Message ?? error.Message;

    private static T? Inner<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }

        return null;
    }
}
