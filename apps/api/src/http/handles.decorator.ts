import type { Route } from '@joinery/contracts';
import { createParamDecorator, HttpCode, RequestMapping, RequestMethod, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { originOf, type Call, type Handler } from './call.ts';
import { checkedInput } from './checked-input.ts';

const methods = {
  GET: RequestMethod.GET,
  POST: RequestMethod.POST,
  PUT: RequestMethod.PUT,
  PATCH: RequestMethod.PATCH,
  DELETE: RequestMethod.DELETE,
} as const;

/**
 * Binds a method to a route of the contract: its path, status, policy and input checks come from there, and the
 * compiler holds the method to what the route takes and gives.
 */
export function Handles<const R extends Route>(route: R) {
  return <H extends Handler<R>>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    RequestMapping({ method: methods[route.method], path: nestPath(route) })(target, key, descriptor);
    HttpCode(statusOf(route))(target, key, descriptor);
    RouteConfig({ route })(target, key, descriptor);
    callOf(route)(target, key, 0);
  };
}

export const statusOf = (route: Route): number => route.status ?? (route.response || route.events ? 200 : 204);

const nestPath = (route: Route): string => route.path.replaceAll(/\{(\w+)\}/g, ':$1');

const callOf = createParamDecorator((route: Route, context: ExecutionContext): Call => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const reply = context.switchToHttp().getResponse<FastifyReply>();
  return {
    ...checkedInput(route, request),
    route,
    caller: request.caller as never,
    origin: originOf(request),
    request,
    reply,
  };
});
